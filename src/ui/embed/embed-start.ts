/** Whether the program of a frame has begun, or its poster still stands there. */
import { openLink } from '../../store/link-actions.ts';

export class EmbedStart {
  isStarted = false;
  readonly #listeners = new Set<() => void>();
  readonly #fragment: string;

  /** @param fragment of the link that begins unless something else is asked for */
  constructor(fragment: string) {
    this.#fragment = fragment;
  }

  /** Takes the poster away. @param open what to open; default: the link of the frame */
  start(open: () => void = () => openLink(this.#fragment)): void {
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
