/** Shows and removes notices: see `notice.ts`. */
import { app } from './app-state.ts';
import type { Notice } from './notice.ts';

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
