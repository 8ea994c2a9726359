/**
 * The page's client of the explorer's Worker: one exploration at a time. The Worker is created on first use, and
 * terminated if it does not answer after a stop: a program may compute endlessly.
 */
import type { Ms } from '../../base/units.ts';
import { bug } from '../../base/bug.ts';
import type { Program, ScenarioProgram } from '../../engines/program.ts';
import type { Goal } from '../../teach/goal.ts';
import type { Move } from '../../teach/switches.ts';
import type {
  Answers,
  ExploreQuestion,
  FromExplorer,
  Question,
  ToExplorer,
} from '../host/protocol.ts';
import type {
  Comparison,
  ExploreListener,
  ExploreSettings,
  Reach,
  RunTreeValue,
  SearchName,
  Walk,
} from '../report.ts';
import { createExploreWorker } from './worker-factory.ts';

/**
 * Cores for helpers: all but one for the page and one for the explorer, at most 4, since more find little that is new.
 */
const freeCores = (): number => Math.min(4, Math.max(0, navigator.hardwareConcurrency - 2));

/** Timeout after `stop`. */
const SILENCE_LIMIT: Ms = 3000;
/** Timeout after `warm`, which loads code first. */
const WARM_LIMIT: Ms = 20_000;

type FoundMessage = FromExplorer & { type: 'found' };

export class ExplorerWorker {
  readonly searches: readonly SearchName[] = ['auto', 'all', 'bound', 'random', 'pos', 'pct'];
  readonly #createWorker: () => Worker;
  readonly #helpers: number;
  #worker: Worker | undefined;
  #turn = 0;
  #requests = 0;
  #listener: ExploreListener | undefined;
  #last: FoundMessage | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  readonly #asked = new Map<number, (answer: Answers[keyof Answers] | undefined) => void>();

  /** `helpers`: further Workers, which the first one starts where they are useful. */
  constructor(createWorker = createExploreWorker, helpers = freeCores()) {
    this.#createWorker = createWorker;
    this.#helpers = helpers;
  }

  /** Loads what an exploration of the program needs, and makes its first run. */
  warm(program: Program, seed: number, settings: ExploreSettings): void {
    this.#send({ type: 'warm', ...this.#question(program, seed, settings) });
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.dispose(), WARM_LIMIT);
  }

  /** Starts an exploration; discards a running one. */
  explore(
    program: Program,
    seed: number,
    settings: ExploreSettings,
    listener: ExploreListener,
  ): void {
    clearTimeout(this.#silence);
    this.#turn += 1;
    this.#last = undefined;
    this.#listener = listener;
    const question = this.#question(program, seed, settings);
    this.#send({ type: 'explore', turn: this.#turn, ...question });
  }

  /** Continues for the same time again. */
  goOn(): void {
    this.#send({ type: 'goOn', turn: this.#turn });
  }

  /** Stops the exploration; it can still answer questions. */
  stop(): void {
    this.#send({ type: 'stop' });
    this.#watch();
  }

  walk(ending: string): Promise<Walk | undefined> {
    return this.#ask({ type: 'walk', key: ending });
  }

  compare(a: string, b: string): Promise<Comparison | undefined> {
    return this.#ask({ type: 'compare', keys: [a, b] });
  }

  tree(): Promise<RunTreeValue | undefined> {
    return this.#ask({ type: 'tree' });
  }

  throughTree(row: number): Promise<Walk | undefined> {
    return this.#ask({ type: 'branch', node: row });
  }

  /** Distance to a wanted ending; independent of the exploration. */
  reach(
    program: Program,
    seed: number,
    goal: Goal,
    moves: readonly Move[],
  ): Promise<Reach | undefined> {
    const asked = { type: 'reach', program: scenarioIn(program), seed, goal, moves } as const;
    return this.#request('reach', (request) => ({ ...asked, request }));
  }

  #question(program: Program, seed: number, settings: ExploreSettings): ExploreQuestion {
    return { program: scenarioIn(program), seed, settings, helpers: this.#helpers };
  }

  #ask<T extends Question['type']>(
    question: Question & { type: T },
  ): Promise<Answers[T] | undefined> {
    const turn = this.#turn;
    return this.#request(question.type, (request) => ({ ...question, request, turn }));
  }

  /** undefined if there is no such ending, or the Worker was terminated. */
  #request<T extends keyof Answers>(
    _type: T,
    message: (request: number) => ToExplorer,
  ): Promise<Answers[T] | undefined> {
    this.#requests += 1;
    const request = this.#requests;
    return new Promise((resolve) => {
      this.#asked.set(request, (answer) => resolve(answer as Answers[T] | undefined));
      this.#send(message(request));
    });
  }

  dispose(): void {
    clearTimeout(this.#silence);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#listener = undefined;
    for (const resolve of this.#asked.values()) resolve(undefined);
    this.#asked.clear();
  }

  #send(message: ToExplorer): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }: MessageEvent<FromExplorer>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const listener = this.#listener;
      this.dispose();
      listener?.failed(event.message);
    };
    return worker;
  }

  #hear(message: FromExplorer): void {
    clearTimeout(this.#silence);
    if (message.type === 'warm') return;
    if (message.type === 'answer') {
      const resolve = this.#asked.get(message.request);
      this.#asked.delete(message.request);
      resolve?.(message.answer);
      return;
    }
    if (message.turn !== this.#turn) return;
    if (message.type === 'failed') {
      this.#listener?.failed(message.report);
      return;
    }
    this.#last = message;
    this.#listener?.found(message.found, message.status);
  }

  /** Terminates a Worker that does not answer; what it has reported remains. */
  #watch(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      const { last, listener } = { last: this.#last, listener: this.#listener };
      this.dispose();
      if (last !== undefined) listener?.found(last.found, 'stopped');
    }, SILENCE_LIMIT);
  }
}

const scenarioIn = (program: Program): ScenarioProgram =>
  program.kind === 'scenario' ? program : bug('it explores scenarios');
