/** The HTTP headers and the content policy that Weft wants from its host; docs and tests read them from here. */

/**
 * Cross-origin isolation, which brings SharedArrayBuffer. CORP lets an isolated page frame us;
 * Document-Isolation-Policy isolates us inside a frame of a page that knows nothing of all this (Chromium).
 * The service worker adds the same four on hosts that send none.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Document-Isolation-Policy': 'isolate-and-credentialless',
};

/** No frame-ancestors: a <meta> may not say it, and anybody may embed Weft. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // WebAssembly is what the lab's Python is made of.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  // A trace may be fetched from where the reader says (?trace=).
  "connect-src 'self' https:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
