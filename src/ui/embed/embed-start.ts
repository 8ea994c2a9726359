/** Whether a frame's program has started, or its poster is still shown. */
import { openLink } from '../../store/link-actions.ts';
import { whenStarted } from '../../store/run-actions.ts';

export class EmbedStart {
  isStarted = false;
  /** The link contains code: only the reader may run it, not the outer page. */
  readonly isCode: boolean;
  readonly #listeners = new Set<() => void>();
  readonly #fragment: string;

  /** @param fragment of the link to start by default */
  constructor(fragment: string, isCode: boolean) {
    this.#fragment = fragment;
    this.isCode = isCode;
  }

  /** The reader has pressed Run on the poster. */
  async press(): Promise<void> {
    this.start();
    if (!this.isCode) return;
    await whenStarted();
    const { runOwnProgram } = await import('../../store/own-run.ts');
    runOwnProgram();
  }

  /** Removes the poster. @param open what to open; default: the frame's link */
  start(open: () => void = () => openLink(this.#fragment, undefined, false)): void {
    if (this.isStarted) return;
    this.isStarted = true;
    open();
    for (const listener of this.#listeners) listener();
  }

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
