/** Runs small programs in the model, for the tables of process behaviour. */
import { sweep } from '../base/sweep.ts';
import { keptModel } from '../engines/model/kept-model.ts';
import type { RunEnd } from '../engines/model/options.ts';
import { random } from '../engines/model/strategies/random.ts';
import { typeNext } from '../engines/model/typist.ts';
import { except } from '../program/exceptions.ts';
import { Process } from '../program/multiprocessing.ts';
import { list, type PyIterator } from '../program/iteration.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

export interface Outcome {
  readonly trace: Trace;
  /** 'finished', or how the run got stuck. */
  readonly end: RunEnd;
  readonly printed: readonly string[];
  /** Reports on stderr, in order. */
  readonly stderr: readonly string[];
  /** Exit codes by name of process. */
  readonly exits: Readonly<Record<string, number>>;
  /** Program time at the end, in seconds. */
  readonly seconds: number;
}

type Module = Readonly<Record<string, unknown>>;

const STEPS = 20_000;

const modelFor = keptModel();

/** @param types lines for /dev/tty, each typed when the program waits for one */
export function run(module: Module, seed = 1, types: readonly string[] = []): Outcome {
  const model = modelFor({ module, params: null, seed, strategy: random(), timed: true });
  const canned = types.map((line) => ({ terminal: '/dev/tty', line }));
  let end = model.run(STEPS);
  while (end === 'input' && typeNext(model, canned)) end = model.run(STEPS);
  const { trace } = model;
  const printed: string[] = [];
  const stderr: string[] = [];
  const exits: Record<string, number> = {};
  for (let seq = 0; seq < trace.length; seq++) {
    const name = trace.opInfo(seq)?.name;
    const phase = trace.phase(seq);
    if (phase === Phase.done && name === 'print') printed.push(trace.text(seq));
    if (phase === Phase.done && name === 'stderr') stderr.push(trace.text(seq));
    if (phase === Phase.end && trace.value(seq) === EndStatus.raised && trace.text(seq) !== '') {
      stderr.push(trace.text(seq));
    }
    if (phase === Phase.exit) {
      const process = trace.threads[trace.other(seq)]?.process ?? -1;
      exits[trace.processes[process]?.name ?? '?'] = trace.value(seq);
    }
  }
  return { trace, end, printed, stderr, exits, seconds: model.time / 1000 };
}

/** Output of a program, the same under every one of these seeds. */
export function prints(
  module: Module,
  seeds = sweep(3, 10, 60),
  types: readonly string[] = [],
): readonly string[] {
  const first = run(module, 0, types);
  if (first.end !== 'finished') throw new Error(`the program ended as ${first.end}`);
  for (let seed = 1; seed < seeds; seed++) {
    const { printed } = run(module, seed, types);
    if (printed.join('\n') !== first.printed.join('\n')) {
      throw new Error(
        `seed ${seed} prints ${printed.join(' | ')}\n0: ${first.printed.join(' | ')}`,
      );
    }
  }
  return first.printed;
}

/** A process that has begun its wait. */
export function* waiting<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<Process<A>> {
  const p = yield* new Process({ target, args });
  yield* p.start();
  yield* sleep(0.2);
  return p;
}

/** A process that was killed during its wait. */
export function* killed<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<void> {
  const p = yield* waiting(target, ...args);
  yield* p.kill();
  yield* p.join();
}

/** The exception of the steps, as the last line of a traceback; 'ok' if none. */
export function* raised(steps: Steps<unknown>): Steps<string> {
  try {
    yield* steps;
    return 'ok';
  } catch (error) {
    return String(except(error, 'BaseException'));
  }
}

/** All values of the iterator that the steps return. */
export function* valuesOf<T>(made: Steps<PyIterator<T>>): Steps<T[]> {
  return yield* list(yield* made);
}

/** So many results of `next()`; for an exception, the last line of its traceback. */
export function* nextOnes(each: PyIterator<unknown>, count: number): Steps<unknown[]> {
  const found = [];
  for (let n = 0; n < count; n++) {
    try {
      found.push(yield* each.next());
    } catch (error) {
      found.push(String(error));
    }
  }
  return found;
}
