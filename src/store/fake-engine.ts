/** A mock engine for tests: runs that play a trace in the notation, a piece at each pump. */
import type { ScenarioProgram } from '../engines/program.ts';
import type { Run, RunStatus, Transport } from '../engines/run.ts';
import { TraceWriter } from '../trace/trace-notation.ts';
import type { LiveEngine, StartOptions } from './live-player.ts';

export class FakeRun implements Run {
  readonly transport: Transport = { kind: 'shared' };
  readonly #writer = new TraceWriter();
  readonly trace = this.#writer.trace;
  readonly options: StartOptions;
  readonly params: unknown;
  status: RunStatus;
  speed: number;
  time = 0;
  /** Events for the next pump. */
  next = '';
  /** Thrown by the next pump. */
  failure: Error | undefined;

  constructor(params: unknown, options: StartOptions) {
    this.params = params;
    this.options = options;
    this.speed = options.speed;
    this.status = options.paused ? 'paused' : 'running';
  }

  now(): number {
    return this.time;
  }

  pump(): boolean {
    if (this.failure !== undefined) throw this.failure;
    const before = this.trace.length;
    this.#writer.write(this.next);
    this.next = '';
    return this.trace.length > before;
  }

  pause(): void {
    this.status = 'paused';
  }

  resume(): void {
    this.status = 'running';
  }

  setSpeed(factor: number): void {
    this.speed = factor;
  }

  type(): void {}

  stop(): void {
    this.status = 'ended';
  }

  workers() {
    return { busy: 1, idle: 2 };
  }
}

export class FakeEngine implements LiveEngine {
  readonly transport: Transport = { kind: 'shared' };
  readonly runs: FakeRun[] = [];
  isDisposed = false;

  /** What {@link prepare} waits for. */
  loading: Promise<void> | undefined;

  prepare(): Promise<void> | undefined {
    return this.loading;
  }

  start({ params }: ScenarioProgram, options: StartOptions): Run {
    this.runs.at(-1)?.stop();
    const run = new FakeRun(params, options);
    this.runs.push(run);
    return run;
  }

  dispose(): void {
    this.isDisposed = true;
  }

  get run(): FakeRun {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error('nothing was started');
    return run;
  }
}
