/**
 * The model's Worker as the page holds it: one request at a time, and a watch over it. A program that computes on and on
 * silences the Worker; then it is ended, and the next request gets a new one, which has nothing open.
 */
import { bug } from '../../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import type { LostReport } from '../../../trace/lost-report.ts';
import type { FromModel, ToModel } from '../host/protocol.ts';

/** How long the Worker may be silent while it computes, in real time. */
export const HANG_LIMIT_MS: Ms = 5000;

type Answer = Exclude<FromModel, { type: 'batch' | 'computing' | 'loading' | 'trying' | 'failed' }>;
export type Batch = FromModel & { type: 'batch' };

/** The Worker was ended: it fell silent, or the program broke what it runs in. */
export class Gone extends Error {
  /** Who was about to move, where it is known. */
  readonly thread: ThreadIndex | undefined;
  readonly report: LostReport;

  constructor(thread: ThreadIndex | undefined, report: LostReport) {
    super(report.kind === 'hung' ? 'The program computes on and on.' : report.report);
    this.name = 'Gone';
    this.thread = thread;
    this.report = report;
  }
}

/** How long what a Worker said before it broke down may be on its way. */
const LAST_WORDS_MS: Ms = 200;
/** As browsers say that the stack ran out. */
const isTooDeep = /call stack|too much recursion/i;
/** What a program can do to an interpreter, and no fault of ours does to a Worker. */
const isBreakdown = new RegExp(`${isTooDeep.source}|memory access out of bounds`, 'i');

const diedOf = (message: string): LostReport => ({
  kind: 'died',
  report: isTooDeep.test(message) ? 'The calls inside went deeper than the stack is.' : message,
});

export interface ModelWorkerOptions {
  readonly createWorker: () => Worker;
  /** What the open run did. */
  readonly onBatch: (batch: Batch) => void;
  /** So many steps were read, or taken along a schedule. */
  readonly onSteps: (steps: number) => void;
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

  /** The answer to a request. Rejects with {@link Gone}, or with what went wrong. */
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
      if (!isBreakdown.test(event.message)) {
        this.#end(new Error(event.message));
        return;
      }
      // The error may come before what the Worker had said: who was about to move, say.
      setTimeout(() => {
        if (this.#worker === worker) this.#end(new Gone(this.#trying, diedOf(event.message)));
      }, LAST_WORDS_MS);
    };
    return worker;
  }

  #hear(message: FromModel): void {
    // No sign of life yet.
    if (message.type === 'loading') return;
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

  /** It gave a sign of life. Before the first one it may still be loading, for as long as that takes. */
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
