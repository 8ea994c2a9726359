/** Worker side: counts primes, spread over the requested time, so that it can be watched. */
import { firstOf, isPrime, SIZE } from '../../scenarios/task-server/primes.ts';
import type { Message, TabId } from './messages.ts';

/** Time in milliseconds without a ping after which the server counts as gone. */
const SILENCE = 5000;
/** Maximum number of finished tasks kept. */
const MOST_DONE = 8;

interface Job {
  readonly job: number;
  readonly task: number;
  readonly work: number;
  readonly begun: number;
  /** The next number to test. */
  next: number;
  count: number;
}

export interface Finished {
  readonly task: number;
  readonly count: number;
}

/** State shown by the tab's page. */
export interface WorkerState {
  /** silent: the server does not answer. closed: it has no run that takes tabs. left: by the reader. */
  readonly status: 'silent' | 'closed' | 'idle' | 'working' | 'left';
  /** The program's number for this tab; 0 before its first task. */
  readonly number: number;
  readonly task: number;
  /** From 0 to 1. */
  readonly progress: number;
  /** Primes found so far. */
  readonly count: number;
  /** Most recent first. */
  readonly finished: readonly Finished[];
  readonly finishedCount: number;
}

export class TabWorker {
  readonly #server: TabId;
  readonly #id: TabId;
  readonly #post: (message: Message) => void;
  #job: Job | undefined;
  #number = 0;
  #heard = Number.NEGATIVE_INFINITY;
  #isOpen = false;
  #hasLeft = false;
  #finished: readonly Finished[] = [];
  #finishedCount = 0;

  constructor(server: TabId, id: TabId, post: (message: Message) => void) {
    this.#server = server;
    this.#id = id;
    this.#post = post;
  }

  /** Call a few times a second: sends a sign of life, unless it has left. */
  beat(): void {
    if (!this.#hasLeft) this.join();
  }

  /** Offers to work. */
  join(): void {
    this.#hasLeft = false;
    this.#post({ kind: 'here', server: this.#server, tab: this.#id });
  }

  /** The present task is dropped. */
  leave(): void {
    this.#hasLeft = true;
    this.#job = undefined;
    this.#post({ kind: 'bye', server: this.#server, tab: this.#id });
  }

  receive(message: Message, now: number): void {
    if (message.server !== this.#server || this.#hasLeft) return;
    if (message.kind === 'ping') {
      this.#heard = now;
      this.#isOpen = message.open;
      this.join();
    }
    if (message.kind === 'drop') this.#job = undefined;
    if (message.kind !== 'task' || message.tab !== this.#id) return;
    const { job, task, work, number } = message;
    this.#number = number;
    this.#job = { job, task, work, begun: now, next: firstOf(task), count: 0 };
  }

  /** Works up to the progress that is due by now. */
  step(now: number): void {
    const job = this.#job;
    if (job === undefined) return;
    const end = firstOf(job.task) + Math.floor(SIZE * shareOf(job, now));
    for (; job.next < end; job.next++) if (isPrime(job.next)) job.count += 1;
    if (job.next < firstOf(job.task + 1)) return;
    this.#job = undefined;
    this.#finishedCount += 1;
    this.#finished = [{ task: job.task, count: job.count }, ...this.#finished].slice(0, MOST_DONE);
    const { job: answered, count } = job;
    this.#post({ kind: 'answer', server: this.#server, tab: this.#id, job: answered, count });
  }

  state(now: number): WorkerState {
    return {
      status: this.#status(now),
      number: this.#number,
      task: this.#job?.task ?? 0,
      progress: this.#job === undefined ? 0 : shareOf(this.#job, now),
      count: this.#job?.count ?? 0,
      finished: this.#finished,
      finishedCount: this.#finishedCount,
    };
  }

  #status(now: number): WorkerState['status'] {
    if (this.#hasLeft) return 'left';
    if (this.#job !== undefined) return 'working';
    if (now - this.#heard > SILENCE) return 'silent';
    return this.#isOpen ? 'idle' : 'closed';
  }
}

const shareOf = ({ begun, work }: Job, now: number): number =>
  Math.min(1, (now - begun) / Math.max(1, work * 1000));
