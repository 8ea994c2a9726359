/** HTTP headers and the content policy for hosts; docs and tests read them from here. */

/**
 * Cross-origin isolation, which enables SharedArrayBuffer. CORP lets an isolated page frame us;
 * Document-Isolation-Policy isolates us inside a frame of a page without isolation (Chromium). The service worker adds
 * the same four on hosts that send none.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Document-Isolation-Policy': 'isolate-and-credentialless',
};

/** No frame-ancestors: not allowed in a <meta>, and anybody may embed Weft. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // The lab's Python is WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  // A trace may be fetched from any address that the reader gives (?trace=).
  "connect-src 'self' https:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
