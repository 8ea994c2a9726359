/**
 * Published entry: `embed.js`, a module, and `weft-demo.js`, the same as a classic script, for hosts that do not allow
 * cross-origin modules (CORS). Either defines `<weft-demo>`.
 */
import type { EmbedState } from './protocol.ts';
import { WeftDemo } from './weft-demo.ts';

export { PROTOCOL } from './protocol.ts';
export type { EmbedLoad, EmbedParams, EmbedReply, EmbedRequest, EmbedState } from './protocol.ts';
export { control, embedAddress } from './weft-embed.ts';
export type { EmbedAddress, WeftEmbed } from './weft-embed.ts';
export { WeftDemo };

declare global {
  interface HTMLElementTagNameMap {
    'weft-demo': WeftDemo;
  }
  interface HTMLElementEventMap {
    'weft-state': CustomEvent<EmbedState>;
  }
}

if (customElements.get('weft-demo') === undefined) customElements.define('weft-demo', WeftDemo);
