/**
 * The lab's Workers, with one spare that is loaded in advance: an interpreter takes seconds to load, and another one is needed for
 * the other mode, or to replace one that hung.
 */
import type { Ms } from '../../../base/units.ts';
import type { FromModel } from '../../model/host/protocol.ts';
import { createLabWorker } from './worker-factory.ts';

/** Delay before the next spare is loaded: the first run comes first. */
const REST_MS: Ms = 3000;

/** Callback with bytes loaded and total bytes. */
export type OnLoading = (done: number, total: number) => void;

export class LabWorkers {
  readonly #onLoading: OnLoading;
  readonly #create: typeof createLabWorker;
  #spare: Worker | undefined;
  #isWarm = false;
  #code: WebAssembly.Module | undefined;

  constructor(onLoading: OnLoading, create = createLabWorker) {
    this.#onLoading = onLoading;
    this.#create = create;
  }

  /** Loads the first Worker. From then on there is a spare anyway. */
  warm(): void {
    if (!this.#isWarm) this.#addSpare();
  }

  /** Takes the spare, or a new Worker. Once it has opened a run, the next spare is loaded. */
  readonly take = (): Worker => {
    const worker = this.#spare ?? this.#make();
    this.#spare = undefined;
    const hear = ({ data }: MessageEvent<FromModel>) => {
      if (data.type !== 'opened') return;
      worker.removeEventListener('message', hear);
      setTimeout(() => this.#addSpare(), REST_MS);
    };
    worker.addEventListener('message', hear);
    return worker;
  };

  #addSpare(): void {
    this.#spare ??= this.#make();
  }

  #make(): Worker {
    this.#isWarm = true;
    const worker = this.#create(this.#code);
    worker.addEventListener('message', ({ data }: MessageEvent<FromModel>) => {
      if (data.type === 'loading') this.#onLoading(data.done, data.total);
      if (data.type === 'compiled' && data.code instanceof WebAssembly.Module) {
        this.#code = data.code;
      }
    });
    return worker;
  }
}
