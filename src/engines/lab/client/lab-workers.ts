/**
 * The lab's Workers, of which one is always warm: an interpreter takes seconds to load, so the next one that is wanted, for the
 * other mode or in the place of one that hung, has loaded by then.
 */
import type { Ms } from '../../../base/units.ts';
import type { FromModel } from '../../model/host/protocol.ts';
import { createLabWorker } from './worker-factory.ts';

/** After the first run has begun, what the reader looks at comes first. */
const REST_MS: Ms = 3000;

/** Bytes that are here, of all. */
export type OnLoading = (done: number, total: number) => void;

export class LabWorkers {
  readonly #onLoading: OnLoading;
  readonly #create: () => Worker;
  #spare: Worker | undefined;

  constructor(onLoading: OnLoading, create = createLabWorker) {
    this.#onLoading = onLoading;
    this.#create = create;
  }

  /** Begins to load one, unless one is there. */
  warm(): void {
    this.#spare ??= this.#make();
  }

  /** One that may have loaded already. Once it has opened a run, the next is loaded. */
  readonly take = (): Worker => {
    const worker = this.#spare ?? this.#make();
    this.#spare = undefined;
    const hear = ({ data }: MessageEvent<FromModel>) => {
      if (data.type !== 'opened') return;
      worker.removeEventListener('message', hear);
      setTimeout(() => this.warm(), REST_MS);
    };
    worker.addEventListener('message', hear);
    return worker;
  };

  #make(): Worker {
    const worker = this.#create();
    worker.addEventListener('message', ({ data }: MessageEvent<FromModel>) => {
      if (data.type === 'loading') this.#onLoading(data.done, data.total);
    });
    return worker;
  }
}
