/** Whether the program of a frame has begun, or its poster still stands there. */
import { openLink } from '../../store/link-actions.ts';
import { whenStarted } from '../../store/run-actions.ts';

export class EmbedStart {
  isStarted = false;
  /** The link carries somebody's code: only the reader lets it run, not the page around the frame. */
  readonly isCode: boolean;
  readonly #listeners = new Set<() => void>();
  readonly #fragment: string;

  /** @param fragment of the link that begins unless something else is asked for */
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

  /** Takes the poster away. @param open what to open; default: the link of the frame */
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
