import type { Plugin } from 'vite';
import { contentSecurityPolicy } from './headers.ts';

/** Writes the content policy into the built page, so that it holds on hosts that send no headers. Not in dev: HMR is inline. */
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
