/**
 * The fuzzer: generates programs, runs each under CPython and in the model, and reports minimised differences. Programs
 * mostly sleep, so many run at a time.
 */
import { generate, kinds, type Kind } from './generate.ts';
import { InCPython } from './in-cpython.ts';
import { InModel } from './in-model.ts';
import { known } from './known.ts';
import { differences, type Outcome } from './outcome.ts';
import type { Program } from './program.ts';
import { pythonText } from './python-text.ts';
import { shrink } from './shrink.ts';
import { timingOf } from './timing.ts';
import { weftText } from './weft-text.ts';

export { kinds, type Kind };

export interface Options {
  readonly first: number;
  readonly count: number;
  readonly kinds: readonly Kind[];
  /** Programs at a time. */
  readonly jobs: number;
  /** Date.now() after which no further program is started. */
  readonly until: number;
  readonly report: (line: string) => void;
}

export interface Tally {
  programs: number;
  /** Programs with several outcomes in the model: threads were woken together. */
  open: number;
  /** Programs for which the machine was too busy. */
  busy: number;
  /** Programs with known differences (`known.ts`). */
  known: number;
  /** Programs with unexpected differences. */
  different: number;
}

/** Seconds of a slot: enough for a process to start, or for a thread to be woken. */
const PROCESS_WIDTH = 0.04;
const THREAD_WIDTH = 0.02;
const slow: ReadonlySet<string> = new Set([
  'shared',
  'pipes',
  'processes',
  'fork',
  'files',
  'sockets',
  'prints',
  'pools',
  'executors',
]);

interface Care {
  /** Number of CPython runs before a difference counts, each with wider slots. */
  readonly asks: number;
  /** Initial number of seeds per program. */
  readonly seeds: readonly number[];
  /** Further seeds if CPython's outcome was not among those; the second number if they had different outcomes. */
  readonly more: readonly [number, number];
}
const thorough: Care = { asks: 3, seeds: [1, 2, 3], more: [10, 100] };
/** For minimisation. */
const quick: Care = { asks: 1, seeds: [1, 2], more: [3, 30] };

type Verdict =
  | { readonly kind: 'same' | 'busy'; readonly isOpen: boolean }
  | {
      readonly kind: 'different';
      readonly isOpen: boolean;
      readonly lines: readonly string[];
      readonly python: string;
      readonly weft: string;
    };

export class Fuzzer {
  readonly #cpython: InCPython;
  readonly #model = new InModel();

  constructor(jobs: number) {
    this.#cpython = new InCPython(jobs);
  }

  close(): void {
    this.#cpython.close();
  }

  /** Runs a program on both sides. */
  async compare(program: Program, care: Care = thorough): Promise<Verdict> {
    const weft = weftText(program);
    const python = pythonText(program);
    let outcomes: Outcome[];
    try {
      outcomes = this.#model.run(weft, care.seeds);
    } catch (error) {
      const lines = [`Weft fails: ${String(error)}`];
      return { kind: 'different', isOpen: false, lines, python, weft };
    }
    const isOpen = new Set(outcomes.map((outcome) => JSON.stringify(outcome.answers))).size > 1;
    const { round } = timingOf(program);
    const slots = Math.max(...outcomes.map(({ end }) => end)) + 2 * round + 4;
    const base = slow.has(program.kind) ? PROCESS_WIDTH : THREAD_WIDTH;
    let found: readonly string[] = [];
    let asked = 0;
    for (let width = base; width < base * 20; width *= 2) {
      const observed = await this.#cpython.run(python, width, slots);
      if (observed === 'late') continue;
      const seen = (outcome: Outcome) => differences(observed, outcome);
      const [first] = outcomes;
      found = seen(first!);
      if (outcomes.some((outcome) => seen(outcome).length === 0)) return { kind: 'same', isOpen };
      const more = Array.from({ length: care.more[isOpen ? 1 : 0] }, (_, n) => n + 10);
      if (this.#model.run(weft, more).some((outcome) => seen(outcome).length === 0)) {
        return { kind: 'same', isOpen: true };
      }
      asked += 1;
      if (asked === care.asks) return { kind: 'different', isOpen, lines: found, python, weft };
    }
    return { kind: 'busy', isOpen };
  }

  /** Minimises a program that differs. */
  shrink(program: Program): Promise<Program> {
    return shrink(
      program,
      async (candidate) => (await this.compare(candidate, quick)).kind === 'different',
    );
  }
}

/** The reasons of all lines, if every one is known. */
function reasonOf(program: Program, lines: readonly string[]): string | undefined {
  const reasons = lines.map((line) => {
    const told = `${callOf(program, line)} ${line}`;
    return known.find((one) => one.kinds.includes(program.kind as Kind) && one.line.test(told))
      ?.reason;
  });
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** The call in the line of a difference: `queue1.put`. */
function callOf({ tasks }: Program, line: string): string {
  const [, me, place] = /^(\w+) (\d+):/.exec(line) ?? [];
  const act = tasks.find(({ name }) => name === me)?.acts[Number(place)];
  return act === undefined
    ? ''
    : `${act.on}.${act.py.replace('#', JSON.stringify(act.args).slice(1, -1))}`;
}

/** Key under which programs with the same difference are reported once. */
const likeness = (program: Program, lines: readonly string[]): string =>
  `${program.kind} ${callOf(program, lines[0] ?? '')} ${lines[0] ?? ''}`.replace(/\d+/g, 'N');

export async function fuzz(options: Options): Promise<Tally> {
  const { first, count, jobs, until, report } = options;
  const fuzzer = new Fuzzer(jobs);
  const tally: Tally = { programs: 0, open: 0, busy: 0, known: 0, different: 0 };
  const met = new Map<string, number>();
  const queue = function* () {
    for (let seed = first; seed < first + count; seed++) {
      for (const kind of options.kinds) yield [kind, seed] as const;
    }
  };
  const left = queue();
  const work = async () => {
    for (const [kind, seed] of left) {
      if (Date.now() > until) return;
      const program = generate(kind, seed);
      const verdict = await fuzzer.compare(program);
      tally.programs += 1;
      if (verdict.isOpen) tally.open += 1;
      if (verdict.kind === 'busy') tally.busy += 1;
      if (verdict.kind !== 'different') continue;
      if (reasonOf(program, verdict.lines) !== undefined) {
        tally.known += 1;
        continue;
      }
      tally.different += 1;
      const like = likeness(program, verdict.lines);
      met.set(like, (met.get(like) ?? 0) + 1);
      if (met.get(like)! > 1) continue;
      report(`${kind}, seed ${seed}, differs; it is being made smaller`);
      await tell(fuzzer, program, report);
    }
  };
  // A shared generator is closed by `for` only on an early exit.
  await Promise.all(Array.from({ length: jobs }, work));
  fuzzer.close();
  for (const [like, times] of met) if (times > 1) report(`${times} times: ${like}`);
  return tally;
}

/** Reports seed, the minimised program in both languages, and both outcomes. */
async function tell(fuzzer: Fuzzer, program: Program, report: (line: string) => void) {
  let least = await fuzzer.shrink(program);
  let verdict = await fuzzer.compare(least);
  const { seed, kind } = program;
  if (verdict.kind !== 'different') {
    least = program;
    verdict = await fuzzer.compare(program);
  }
  if (verdict.kind !== 'different') {
    report(`--- ${kind}, seed ${seed}: differs now and then`);
    return;
  }
  report(
    [
      `--- ${kind}, seed ${seed} (--only ${kind} --seed ${seed} --count 1)`,
      verdict.python.trimEnd(),
      '',
      verdict.weft.trimEnd(),
      '',
      ...verdict.lines.map((line) => `${line}    ${callOf(least, line)}`),
      '',
    ].join('\n'),
  );
}
