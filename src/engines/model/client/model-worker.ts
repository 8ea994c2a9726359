/**
 * Client of the model's Worker: one request at a time, under a watchdog. A program that computes endlessly blocks the
 * Worker; then the Worker is terminated, and the next request goes to a new one, which has no run open.
 */
import { bug } from '../../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import type { LostReport } from '../../../trace/lost-report.ts';
import type { FromModel, ToModel } from '../host/protocol.ts';

/** Watchdog timeout while the Worker computes, in real time. */
export const HANG_LIMIT_MS: Ms = 5000;

type Answer = Exclude<
  FromModel,
  { type: 'batch' | 'computing' | 'loading' | 'compiled' | 'trying' | 'failed' }
>;
export type Batch = FromModel & { type: 'batch' };

/** The Worker was terminated: it did not answer, or the program broke its interpreter. */
export class Gone extends Error {
  /** The thread that was about to move, if known. */
  readonly thread: ThreadIndex | undefined;
  readonly report: LostReport;

  constructor(thread: ThreadIndex | undefined, report: LostReport) {
    super(report.kind === 'hung' ? 'The program computes on and on.' : report.report);
    this.name = 'Gone';
    this.thread = thread;
    this.report = report;
  }
}

/** How long messages sent before a breakdown may take to arrive. */
const LAST_WORDS_MS: Ms = 200;
/** Browsers' messages for stack overflow. */
const isTooDeep = /call stack|too much recursion/i;
/** Errors that a program can cause in an interpreter, as opposed to bugs of Weft. */
const isBreakdown = new RegExp(`${isTooDeep.source}|memory access out of bounds`, 'i');

const diedOf = (message: string): LostReport => ({
  kind: 'died',
  report: isTooDeep.test(message) ? 'The calls inside went deeper than the stack is.' : message,
});

export interface ModelWorkerOptions {
  readonly createWorker: () => Worker;
  /** Events of the open run. */
  readonly onBatch: (batch: Batch) => void;
  /** Progress: so many steps were read, or followed. */
  readonly onSteps: (steps: number) => void;
  /** The Worker was terminated: no run is open. */
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

  /** The answer to a request. Rejects with {@link Gone}, or with the failure. */
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

  /** Ends a series of steps soon. */
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
      if (!isBreakdown.test(event.message)) {
        this.#end(new Error(event.message));
        return;
      }
      // The error may arrive before earlier messages of the Worker, such as the thread about to move.
      setTimeout(() => {
        if (this.#worker === worker) this.#end(new Gone(this.#trying, diedOf(event.message)));
      }, LAST_WORDS_MS);
    };
    return worker;
  }

  #hear(message: FromModel): void {
    // Not a sign of life yet.
    if (message.type === 'loading' || message.type === 'compiled') return;
    this.#watch();
    switch (message.type) {
      case 'computing':
        if (message.steps !== undefined) this.#options.onSteps(message.steps);
        return;
      case 'trying':
        this.#trying = message.thread;
        return;
      case 'batch':
        this.#options.onBatch(message);
        return;
      case 'failed':
        if (message.isBroken === true) {
          this.#end(new Gone(this.#trying, diedOf(message.report)));
          return;
        }
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

  /** The Worker sent a message. Before its first one it may still be loading, for any length of time. */
  #watch(): void {
    clearTimeout(this.#timer);
    const seconds = this.#hangLimit / 1000;
    this.#timer = setTimeout(
      () => this.#end(new Gone(this.#trying, { kind: 'hung', seconds })),
      this.#hangLimit,
    );
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
