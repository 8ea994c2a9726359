import type { Plugin } from 'vite';
import { contentSecurityPolicy } from './headers.ts';

/**
 * Writes the content policy into the built page, so that it applies on hosts that send no headers. Not in development:
 * HMR is inline.
 */
export function metaPolicy(): Plugin {
  return {
    name: 'weft:csp',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * Link previews need absolute addresses: `WEFT_URL=https://weft.example/ npm run build` writes them. Without it they
 * are relative, which some services follow.
 */
export function socialAddress(): Plugin {
  const home = process.env['WEFT_URL'];
  return {
    name: 'weft:social',
    apply: 'build',
    transformIndexHtml: (html) =>
      home === undefined
        ? html
        : html.replace('content="./social.png"', `content="${new URL('social.png', home).href}"`),
  };
}
