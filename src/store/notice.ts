/** What the page has to tell that belongs to no panel. Data for sentences; the page has the words. */
import type { Problem } from '../share/link.ts';

export type Notice =
  /** Parts of a link could not be read. */
  | { readonly kind: 'link'; readonly problems: readonly Problem[] }
  /** Weft itself failed; the program is not to blame. */
  | { readonly kind: 'engine'; readonly message: string }
  /** Something in the page failed that no panel has caught. */
  | { readonly kind: 'page'; readonly message: string }
  /** The recording has reached its limit, so the program is held. */
  | { readonly kind: 'full'; readonly count: number }
  /** Something of the page did not load; trying again may help. */
  | { readonly kind: 'load'; readonly message: string };
