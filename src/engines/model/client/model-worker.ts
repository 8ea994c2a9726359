/**
 * The model's Worker as the page holds it: one request at a time, and a watch over it. A program that computes on and on
 * silences the Worker; then it is ended, and the next request gets a new one, which has nothing open.
 */
import { bug } from '../../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import type { FromModel, ToModel } from '../host/protocol.ts';

/** How long the Worker may be silent while it computes, in real time. */
export const HANG_LIMIT_MS: Ms = 5000;

type Answer = Exclude<FromModel, { type: 'batch' | 'computing' | 'trying' | 'failed' }>;
export type Batch = FromModel & { type: 'batch' };

/** The Worker fell silent, and was ended. */
export class Hung extends Error {
  /** Who was about to move, where it is known. */
  readonly thread: ThreadIndex | undefined;

  constructor(thread: ThreadIndex | undefined) {
    super('The program computes on and on.');
    this.name = 'Hung';
    this.thread = thread;
  }
}

export interface ModelWorkerOptions {
  readonly createWorker: () => Worker;
  /** What the open run did. */
  readonly onBatch: (batch: Batch) => void;
  /** The Worker was ended: nothing is open any more. */
  readonly onEnd: () => void;
  /** Default {@link HANG_LIMIT_MS}. */
  readonly hangLimit?: Ms;
}

interface Pending {
  readonly request: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class ModelWorker {
  readonly #options: ModelWorkerOptions;
  readonly #hangLimit: Ms;
  #worker: Worker | undefined;
  #pending: Pending | undefined;
  #requests = 0;
  #trying: ThreadIndex | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ModelWorkerOptions) {
    this.#options = options;
    this.#hangLimit = options.hangLimit ?? HANG_LIMIT_MS;
  }

  /** Number for the next request. */
  nextRequest(): number {
    this.#requests += 1;
    return this.#requests;
  }

  /** The answer to a request. Rejects with {@link Hung}, or with what went wrong. */
  ask<T extends Answer['type']>(
    message: ToModel & { readonly request: number },
    expected: T,
    transfer: ArrayBuffer[] = [],
  ): Promise<Answer & { type: T }> {
    if (this.#pending !== undefined) bug('one request at a time');
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#pending = {
        request: message.request,
        resolve: (answer) =>
          answer.type === expected
            ? resolve(answer as Answer & { type: T })
            : reject(new Error(`unexpected ${answer.type}`)),
        reject,
      };
      this.#trying = undefined;
      worker.postMessage(message, transfer);
    });
  }

  /** Ends a stretch of steps soon. */
  halt(): void {
    this.#worker?.postMessage({ type: 'halt' } satisfies ToModel);
  }

  dispose(): void {
    this.#end(new Error('step mode was left'));
  }

  #start(): Worker {
    const worker = this.#options.createWorker();
    worker.onmessage = ({ data }: MessageEvent<FromModel>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#end(new Error(event.message));
    };
    return worker;
  }

  #hear(message: FromModel): void {
    this.#watch();
    switch (message.type) {
      case 'computing':
        return;
      case 'trying':
        this.#trying = message.thread;
        return;
      case 'batch':
        this.#options.onBatch(message);
        return;
      case 'failed':
        this.#settle(message.request)?.reject(new Error(message.report));
        return;
      default:
        this.#settle(message.request)?.resolve(message);
    }
  }

  #settle(request: number): Pending | undefined {
    const pending = this.#pending;
    if (pending?.request !== request) return undefined;
    clearTimeout(this.#timer);
    this.#pending = undefined;
    return pending;
  }

  /** It gave a sign of life. Before the first one it may still be loading, for as long as that takes. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(new Hung(this.#trying)), this.#hangLimit);
  }

  #end(reason: Error): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#options.onEnd();
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.reject(reason);
  }
}
