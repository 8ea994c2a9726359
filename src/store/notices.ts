/** What the page has to tell that belongs to no panel. Data for sentences; the page has the words. */
import type { Problem } from '../share/link.ts';
import { app } from './app-state.ts';

export type Notice =
  /** Parts of a link could not be read. */
  | { readonly kind: 'link'; readonly problems: readonly Problem[] }
  /** Weft itself failed; the program is not to blame. */
  | { readonly kind: 'engine'; readonly message: string }
  /** Something of the page did not load; trying again may help. */
  | { readonly kind: 'load'; readonly message: string };

const MAX_NOTICES = 4;

/** A new notice replaces an older one of its kind. */
export function notify(notice: Notice): void {
  app.setState(({ notices }) => ({
    notices: [...notices.filter(({ kind }) => kind !== notice.kind), notice].slice(-MAX_NOTICES),
  }));
}

export function dismiss(kind: Notice['kind']): void {
  app.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.kind !== kind) }));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
