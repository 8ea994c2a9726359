/**
 * The page's thread Workers. They are created in advance, import the program in view, join a run, and return when it is
 * over; a Worker that does not return is terminated and replaced.
 */
import { bug } from '../../base/bug.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { createThreadWorker } from './worker-factory.ts';

/** What an idle Worker has imported. */
interface Imported {
  readonly scenario: string;
  /** Its program performs ops of the kernel's core only. */
  readonly coreOnly: boolean;
}

/** A run's notifications about its Workers. */
export interface WorkerOwner {
  receive(worker: PoolWorker, message: FromWorker): void;
  /** The Worker is dead: an exception outside any program, or it could not be loaded. */
  died(worker: PoolWorker, report: string): void;
}

export class PoolWorker {
  readonly worker: Worker;
  owner: WorkerOwner | undefined;
  /** Its slot in the run that it has joined. */
  slot = -1;
  loaded = '';

  constructor(worker: Worker) {
    this.worker = worker;
  }

  post(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}

export class WorkerPool {
  readonly #all = new Set<PoolWorker>();
  readonly #free: PoolWorker[] = [];
  readonly #onFree: () => void;
  readonly #onFailure: (report: string) => void;
  #count = 0;
  #target = 0;
  #program: Imported = { scenario: '', coreOnly: true };

  constructor(hooks: { onFree: () => void; onFailure: (report: string) => void }) {
    this.#onFree = hooks.onFree;
    this.#onFailure = hooks.onFailure;
  }

  get size(): number {
    return this.#all.size;
  }

  get free(): number {
    return this.#free.length;
  }

  /**
   * Creates Workers up to `size`, or terminates surplus ones (busy ones on their return); idle ones import the program.
   */
  resize(size: number, program: Imported): void {
    this.#target = size;
    this.#program = program;
    while (this.#all.size < size) this.#make();
    while (this.#all.size > size) {
      const spare = this.#free.pop();
      if (spare === undefined) break;
      this.terminate(spare);
    }
    for (const worker of this.#free) this.#load(worker);
  }

  /** Reserves Workers for a run that needs more than requested. Returning Workers count. */
  reserve(size: number): void {
    if (size > this.#target) this.resize(size, this.#program);
  }

  /** An idle Worker for a run, if any. */
  take(owner: WorkerOwner): PoolWorker | undefined {
    const worker = this.#free.pop();
    if (worker !== undefined) worker.owner = owner;
    return worker;
  }

  /** Returns a Worker that has left its run. */
  giveBack(worker: PoolWorker): void {
    if (!this.#all.has(worker)) return;
    if (this.#all.size > this.#target) {
      this.terminate(worker);
      return;
    }
    worker.owner = undefined;
    worker.slot = -1;
    this.#free.push(worker);
    this.#load(worker);
    this.#onFree();
  }

  terminate(worker: PoolWorker): void {
    worker.worker.terminate();
    worker.owner = undefined;
    this.#all.delete(worker);
    const free = this.#free.indexOf(worker);
    if (free >= 0) this.#free.splice(free, 1);
  }

  /** Terminates unusable Workers, and creates new ones where needed. */
  replace(lost: readonly PoolWorker[]): void {
    for (const worker of lost) this.terminate(worker);
    this.resize(this.#target, this.#program);
  }

  dispose(): void {
    for (const worker of this.#all) this.terminate(worker);
  }

  #make(): void {
    this.#count += 1;
    const made = new PoolWorker(createThreadWorker(`weft thread ${this.#count}`));
    made.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(made, data);
    made.worker.onerror = (event) => {
      event.preventDefault();
      // A failed load raises a plain Event, which has no message.
      this.#died(made, event.message || 'the Worker could not be loaded');
    };
    made.worker.onmessageerror = () => bug('a message of a Worker could not be read');
    this.#all.add(made);
    this.#free.push(made);
  }

  #load(worker: PoolWorker): void {
    const { scenario, coreOnly } = this.#program;
    if (worker.loaded === scenario) return;
    worker.loaded = scenario;
    worker.post({ type: 'load', scenario, coreOnly });
  }

  #receive(worker: PoolWorker, message: FromWorker): void {
    if (message.type === 'failed') this.#died(worker, message.report);
    else worker.owner?.receive(worker, message);
  }

  #died(worker: PoolWorker, report: string): void {
    const { owner } = worker;
    this.terminate(worker);
    if (owner === undefined) this.#onFailure(report);
    else owner.died(worker, report);
  }
}
