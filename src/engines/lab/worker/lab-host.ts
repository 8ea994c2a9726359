/**
 * The lab in its Worker: answers step mode's requests in the protocol of the model's Worker, with CPython in place of the
 * kernel. The same strategies choose the thread that takes the next step.
 */
import { bug } from '../../../base/bug.ts';
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../../base/units.ts';
import { choiceOf, go, Move, moveOf, threadOf, TYPING, type Choice } from '../../model/choice.ts';
import { bufferOf, columnsFrom } from '../../model/host/event-columns.ts';
import type { FromModel, StepColumns, ToModel } from '../../model/host/protocol.ts';
import { Reading } from '../../model/host/reading.ts';
import { hand } from '../../model/strategies/hand.ts';
import { strategyOf } from '../../model/strategies/registry.ts';
import { NOBODY, type Situation, type Strategy } from '../../model/strategy.ts';
import type { Standing } from '../../standing.ts';
import type { StepEnd } from '../../step-run.ts';
import type { Address, Host } from './boot.ts';
import { loadPython, type PythonModule } from './python.ts';

// Saved before the Worker is locked down.
const Channel = MessageChannel;

/** Resolves after the messages that have arrived meanwhile have been handled. */
const otherTasks = (): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new Channel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

export type Post = (message: FromModel, transfer?: ArrayBuffer[]) => void;

type Request = Exclude<ToModel, { type: 'halt' | 'read' | 'record' }>;
type Open = ToModel & { type: 'open' };

/** Python's answers, see python/session.py. */
type Answer =
  | {
      readonly misfit: { readonly step: number; readonly thread: ThreadIndex } | null;
      readonly standing: PythonStanding;
    }
  | { readonly syntax: SyntaxReport }
  | { readonly end: StepEnd; readonly standing: PythonStanding }
  | { readonly standing: PythonStanding }
  | { readonly movers: readonly (readonly ThreadIndex[])[] };

export interface SyntaxReport {
  readonly class: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The columns of integers, in the order in which Python writes them: see python/events.py. */
const integers = [
  'phase',
  'op',
  'thread',
  'object',
  'other',
  'value',
  'text',
  'cause',
  'line',
  'source',
] as const;

/** In place of the thread of a step: see python/world.py. */
const TYPED = -(2 ** 30);

export class LabHost {
  readonly #post: Post;
  readonly #reading: Reading;
  #python: Promise<PythonModule> | undefined;
  readonly #requests: Request[] = [];
  #wanted: ((request: string) => void) | undefined;
  #strategy: Strategy = hand();
  #choices = new EnabledThreads();
  #isHalted = false;
  #pending: Request | undefined;
  /** Number of steps whose events the page has; those events are not sent. */
  #known = -1;
  #steps = 0;
  #events = 0;
  /** By step: the core it ran on. */
  #cores: number[] = [];

  /** The interpreter's code, if another Worker has compiled it. */
  readonly #code: WebAssembly.Module | undefined;

  constructor(post: Post, code: WebAssembly.Module | undefined) {
    this.#post = post;
    this.#code = code;
    this.#reading = new Reading({ post, defer: (act) => void otherTasks().then(act) });
    // Loads at once: the Worker is made because it will be needed.
    void this.#load().catch(() => undefined);
  }

  receive(message: ToModel): void {
    if (message.type === 'halt') {
      this.#isHalted = true;
      this.#reading.halt();
      return;
    }
    if (message.type === 'read') {
      this.#reading.read(message);
      return;
    }
    if (message.type === 'record') {
      this.#fail(message.request, 'the lab has no live runs to record');
      return;
    }
    this.#requests.push(message);
    this.#load().catch((error: unknown) => this.#giveUp(message, reportOf(error)));
    this.#next();
  }

  /** Loads Python once. After a failure, of the network for example, the next call tries again. */
  #load(): Promise<PythonModule> {
    this.#python ??= this.#start().catch((error: unknown) => {
      this.#python = undefined;
      throw error;
    });
    return this.#python;
  }

  #giveUp(message: Request, report: string): void {
    const place = this.#requests.indexOf(message);
    if (place < 0) return;
    this.#requests.splice(place, 1);
    this.#fail(message.request, report);
  }

  /** Answers nothing before Python has loaded: until then the page waits without a time limit. */
  async #start(): Promise<PythonModule> {
    const python = await loadPython(
      {
        next_request: (hold) =>
          hold(
            new Promise<string>((resolve) => {
              this.#wanted = resolve;
              this.#next();
            }),
          ),
        turn: (hold) => hold(this.#turn()),
        begin: (seed) => this.#strategy.begin(seed),
        choose: (at) => {
          this.#choices.read(python.memory.HEAP32, at);
          const choice = this.#strategy.choose(this.#choices);
          if (choice === NOBODY) return -1;
          this.#takes(choice);
          return threadOf(choice);
        },
        takes: (at, chosen) => {
          this.#choices.read(python.memory.HEAP32, at);
          this.#takes(go(chosen));
        },
        trying: (thread) => this.#post({ type: 'trying', thread }),
        batch: (...batch) => this.#batch(python.memory, ...batch),
        answer: (_request, answer) => this.#answer(JSON.parse(answer) as Answer),
      },
      {
        code: this.#code,
        onBytes: (done, total) => this.#post({ type: 'loading', done, total }),
        onCode: (code) => this.#post({ type: 'compiled', code }),
      },
    );
    python.serve().catch((error: unknown) => {
      for (const { request } of [this.#pending, ...this.#requests.splice(0)].filter(isThere)) {
        this.#post({ type: 'failed', request, report: reportOfEnd(error), isBroken: true });
      }
      // The interpreter is gone: tells the page, which takes another Worker.
      queueMicrotask(() => {
        throw error;
      });
    });
    return python;
  }

  /** Gives Python the next request, if Python is waiting for one. */
  #next(): void {
    if (this.#wanted === undefined) return;
    const request = this.#requests.shift();
    if (request === undefined) return;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    this.#pending = request;
    this.#isHalted = false;
    this.#post({ type: 'computing' });
    wanted(JSON.stringify(this.#inPython(request)));
  }

  #inPython(request: Request): object {
    switch (request.type) {
      case 'open':
        return this.#open(request);
      case 'go': {
        const { choice, most, until, typed, careful, report } = request;
        const order = { type: 'go', request: request.request, most, until, careful };
        if (choice === undefined) return order;
        if (choice === TYPING) return { ...order, typed };
        return { ...order, ...moveIn(choice, report) };
      }
      case 'standing':
      case 'movers':
        return request;
    }
  }

  #open({ request, program, strategy: name, luck, schedule, known }: Open): object {
    if (program.kind !== 'files') return bug('the lab runs files');
    const { files, grain } = program;
    this.#strategy = strategyOf(name, luck);
    this.#known = known;
    this.#steps = 0;
    this.#events = 0;
    this.#cores = [];
    const { seed, timed, cost, start, choices, typed, reports } = schedule;
    let typings = 0;
    let losses = 0;
    return {
      type: 'open',
      request,
      // In order: the first file is run.
      sources: files.map(({ path, text }) => [path, text]),
      grain,
      seed,
      timed,
      cost,
      start,
      choices: Array.from(choices, (choice) => {
        if (choice === TYPING) return { typed: typed[typings++] };
        return moveOf(choice) === Move.go
          ? threadOf(choice)
          : moveIn(choice, reports[losses++] ?? '');
      }),
    };
  }

  #takes(choice: Choice): void {
    this.#strategy.takes(choice, this.#choices);
    this.#cores[this.#choices.stepCount] = this.#strategy.core ?? -1;
  }

  /** A turn of the event loop, so that messages from the page are handled. */
  async #turn(): Promise<boolean> {
    this.#post({ type: 'computing' });
    await otherTasks();
    return this.#isHalted;
  }

  /** Sends the page what it does not have of the events and steps since the last batch. */
  #batch(
    { HEAP32, HEAPF64 }: PythonModule['memory'],
    ...[columns, times, events, texts, steps, stepCount]: Parameters<Host['batch']>
  ): void {
    const step = this.#steps;
    const event = this.#events;
    this.#steps += stepCount;
    this.#events += events;
    const column = (address: Address, n: number, length: number, from: number) =>
      HEAP32.subarray((address >>> 2) + length * n + from, (address >>> 2) + length * (n + 1));
    // The page has the events of the first steps, and those before any step.
    const knows = step < this.#known || (event === 0 && this.#known >= 0);
    const known = knows ? Math.min(this.#known - step, stepCount) : 0;
    const firstEvents = Uint32Array.from(column(steps, 1, stepCount, known));
    const first = knows ? (firstEvents[0] ?? event + events) - event : 0;
    if (first === events && known === stepCount) return;
    const taken = columnsFrom(
      Object.fromEntries(integers.map((name, n) => [name, column(columns, n, events, first)])),
      HEAPF64.subarray((times >>> 3) + first, (times >>> 3) + events),
      JSON.parse(texts) as string[],
    );
    const columnsOfSteps: StepColumns = {
      choices: Uint16Array.from(column(steps, 0, stepCount, known), choiceIn),
      firstEvents,
      cores: Int8Array.from(firstEvents, (_, n) => this.#cores[step + known + n] ?? -1),
      coreCount: this.#strategy.cores ?? 0,
    };
    this.#post({ type: 'batch', steps: columnsOfSteps, events: taken }, [bufferOf(taken)]);
  }

  #answer(answer: Answer): void {
    const { request } = this.#pending ?? bug('an answer to nothing');
    this.#pending = undefined;
    if ('syntax' in answer) {
      this.#fail(request, textOfSyntax(answer.syntax));
      return;
    }
    if ('movers' in answer) {
      this.#post({ type: 'movers', request, movers: answer.movers });
      return;
    }
    const standing = standingOf(answer.standing);
    if ('end' in answer) this.#post({ type: 'stopped', request, end: answer.end, standing });
    else if ('misfit' in answer) {
      const misfit =
        answer.misfit === null ? undefined : { ...answer.misfit, why: 'blocked' as const };
      this.#post({ type: 'opened', request, misfit, standing });
    } else this.#post({ type: 'standing', request, standing });
  }

  #fail(request: number, report: string): void {
    this.#post({ type: 'failed', request, report });
  }
}

/** A choice as Python's step; -1 for a move that the lab does not have. `report`: of a thread that is given up as lost. */
function moveIn(choice: Choice, report: string): object {
  switch (moveOf(choice)) {
    case Move.go:
      return { thread: threadOf(choice) };
    case Move.lose:
      return { thread: threadOf(choice), report };
    default:
      return { thread: -1 };
  }
}

/** Python's step as a choice: of a thread, or `~thread` for one given up as lost, or {@link TYPED}. */
function choiceIn(thread: number): Choice {
  if (thread === TYPED) return TYPING;
  return thread < 0 ? choiceOf(~thread, Move.lose) : go(thread);
}

/** JSON has no Infinity. */
type PythonStanding = Omit<Standing, 'obstacles'> & {
  readonly obstacles: readonly (Omit<Standing['obstacles'][number], 'limit'> & {
    readonly limit: number | null;
  })[];
};

const standingOf = ({ step, choices, obstacles }: PythonStanding): Standing => ({
  step,
  choices,
  obstacles: obstacles.map((obstacle) => ({ ...obstacle, limit: obstacle.limit ?? Infinity })),
});

/** Formatted like the last lines of a traceback. */
const textOfSyntax = ({ file, line, message, ...error }: SyntaxReport): string =>
  `File "${file}", line ${line}\n${error.class}: ${message}`;

/** The situation that a strategy sees. */
class EnabledThreads implements Situation {
  stepCount = 0;
  last: ThreadIndex = -1;
  threadCount = 0;
  readonly #able: ThreadIndex[] = [];
  readonly #processes: ProcessIndex[] = [];
  readonly #aims: ObjectIndex[] = [];

  /** Reads it from the interpreter's memory, as python/situation.py has written it. */
  read(memory: Int32Array, address: Address): void {
    let at = address >>> 2;
    this.stepCount = memory[at++]!;
    this.last = memory[at++]!;
    this.threadCount = memory[at++]!;
    this.#able.length = memory[at++]!;
    for (let position = 0; position < this.#able.length; position++) {
      const thread = memory[at++]!;
      this.#able[position] = thread;
      this.#processes[thread] = memory[at++]!;
      this.#aims[thread] = memory[at++]!;
    }
  }

  get enabledCount(): number {
    return this.#able.length;
  }

  enabledAt(position: number): ThreadIndex {
    return this.#able[position] ?? bug(`nobody stands at ${position}`);
  }

  isEnabled(thread: ThreadIndex): boolean {
    return this.#able.includes(thread);
  }

  isComputing(): boolean {
    return false;
  }

  limitOf(): number {
    return Infinity;
  }

  processOf(thread: ThreadIndex): ProcessIndex {
    return this.#processes[thread] ?? 0;
  }

  aimOf(thread: ThreadIndex): ObjectIndex {
    return this.#aims[thread] ?? -1;
  }
}

const isThere = <T>(thing: T | undefined): thing is T => thing !== undefined;

/** Report of an interpreter that has crashed, for the reader. */
const reportOfEnd = (error: unknown): string =>
  `The interpreter broke down: ${error instanceof Error ? error.message : String(error)}`;

const reportOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
