/**
 * Random programs of the whole notation. Compared with full enumeration: the search finds the same endings and has one
 * run for each trace. And its premise: two steps reported as independent commute.
 */
import { describe, expect, test } from 'vitest';
import { draw } from '../engines/model/chance.ts';
import { sweep } from '../base/sweep.ts';
import { areDependent } from './accesses.ts';
import { enumerateRuns } from './brute-force.ts';
import { outcomeOf, rawKeyOf } from './endings.ts';
import { keyOf } from './keys.ts';
import { Execution, type Pending, type Subject } from './execution.ts';
import { Explorer } from './explorer.ts';
import { threadsSubject, type Part } from './programs.ts';
import { randomParts } from './random-programs.ts';

/** In the notation, for messages of failed tests. */
const written = (parts: readonly Part[]): string =>
  parts
    .map(({ isProcess, acts }) => {
      const words = acts.map(([verb, name, value]) =>
        value === undefined ? `${verb} ${name}` : `${verb} ${name}=${value}`,
      );
      return [...(isProcess ? ['process'] : []), ...words].join('; ');
    })
    .join(' || ');

/** Programs with more interleavings are skipped. */
const MOST_RUNS = sweep(400, 400, 3000);

function compare(subject: Subject): 'same' | 'too many' | object {
  const all = enumerateRuns(subject, MOST_RUNS);
  if (!all.isComplete) return 'too many';
  const explorer = new Explorer(subject);
  while (!explorer.step(1000));
  const { counts, endings } = explorer.result;
  const found = new Set(
    endings.map(({ kind, stuck, failures, printed, finals }) =>
      keyOf({ kind, stuck, failures, printed, finals }),
    ),
  );
  const isSame =
    counts.executions === all.traces.size &&
    counts.blocked === 0 &&
    found.size === all.outcomes.size &&
    [...found].every((key) => all.outcomes.has(key));
  if (isSame) return 'same';
  return { counts, traces: all.traces.size, found: found.size, outcomes: all.outcomes.size };
}

describe('beside every interleaving', () => {
  // Regression cases.
  test.each([
    ['raise it || raise it', true],
    ['late a; late a || unlock a; late a', true],
    // The pending step of a killed process could have come earlier, its end could not.
    ['process; mget a || kill 0', false],
    ['process; mlock a || kill 0; mlock a', false],
  ])('%s, timed %s', (program, timed) => {
    expect(compare({ ...threadsSubject(program), timed })).toBe('same');
  });

  test.each([
    ['untimed', false],
    ['timed', true],
  ])(
    'random programs, %s',
    (_, timed) => {
      const compared: string[] = [];
      for (let seed = 0; seed < sweep(3, 25, 4000); seed++) {
        const parts = randomParts(seed);
        const answer = compare({ ...threadsSubject(parts), timed });
        if (answer === 'too many') continue;
        compared.push(written(parts));
        expect({ seed, program: written(parts), answer }).toMatchObject({ answer: 'same' });
      }
      expect(compared.length).toBeGreaterThan(sweep(0, 8, 1500));
    },
    600_000,
  );
});

/** State of a run, as far as threads can observe. */
function stateOf(execution: Execution): unknown {
  const pendings = execution.pendings.map(({ thread, op, accesses, isEnabled, isWaiting }) => {
    const touched = accesses.list.toSorted((a, b) => a - b);
    return { thread, code: op.code, n: op.n, touched, isEnabled, isWaiting };
  });
  const output = [...execution.output.lines].sort();
  return { pendings: pendings.toSorted((a, b) => a.thread - b.thread), output };
}

/** Continues from there, lowest thread name first, and returns the outcome. */
function endOf(execution: Execution): string {
  for (let n = 0; n < 200; n++) {
    const enabled = execution.pendings.filter(({ isEnabled }) => isEnabled);
    if (enabled.length === 0) break;
    execution.step(Math.min(...enabled.map(({ thread }) => thread)));
  }
  return keyOf(outcomeOf(execution, false, false));
}

/** Takes two steps in both orders; returns the differences. */
function commute(execution: Execution, a: Pending, b: Pending): object | undefined {
  const standing = execution.standing();
  const [first, second] = [
    [a, b],
    [b, a],
  ].map((order) => {
    execution.resume(standing);
    for (const { thread } of order) {
      const isEnabled = execution.pendings.find((other) => other.thread === thread)?.isEnabled;
      if (isEnabled !== true) return { disabled: thread };
      execution.step(thread);
    }
    return { state: stateOf(execution), end: endOf(execution) };
  });
  execution.resume(standing);
  return JSON.stringify(first) === JSON.stringify(second) ? undefined : { first, second };
}

test('what a killed process was about to do is not looked for after its end', () => {
  const program = 'process; mlock a; munlock a || mlock a; munlock a || kill 0';
  const explorer = new Explorer({ ...threadsSubject(program), timed: true });
  while (!explorer.step(1000));
  // The number of traces among 30,000 of its runs.
  expect(explorer.result.counts).toMatchObject({ executions: 48, blocked: 0 });
});

describe('what is said to be independent', () => {
  test('comes to the same in either order', () => {
    let pairs = 0;
    for (let seed = 0; seed < sweep(4, 40, 6000); seed++) {
      const parts = randomParts(100_000 + seed);
      const execution = new Execution(threadsSubject(parts), { output: false, clock: true });
      execution.restart();
      for (let n = 0; n < 60; n++) {
        const enabled = execution.pendings.filter(({ isEnabled }) => isEnabled);
        if (enabled.length === 0) break;
        for (const [i, a] of enabled.entries()) {
          for (const b of enabled.slice(i + 1)) {
            if (areDependent(a.accesses, b.accesses)) continue;
            pairs += 1;
            const difference = commute(execution, a, b);
            expect({ program: written(parts), a, b, difference }).toMatchObject({
              difference: undefined,
            });
          }
        }
        execution.step(enabled[draw(seed, n, enabled.length)]!.thread);
      }
    }
    expect(pairs).toBeGreaterThan(sweep(5, 40, 6000));
  }, 600_000);
});

test('a run is the same whether it goes on from a point or begins anew', () => {
  for (let seed = 0; seed < sweep(3, 15, 1000); seed++) {
    const subject = threadsSubject(randomParts(200_000 + seed));
    const execution = new Execution(subject, { output: false, clock: true });
    const fresh = new Execution(subject, { output: false, clock: true }, execution);
    execution.restart();
    const middle = draw(seed, 0, 6);
    const taken: number[] = [];
    let standing = execution.standing();
    for (let n = 0; n < 100; n++) {
      if (n === middle) standing = execution.standing();
      const enabled = execution.pendings.filter(({ isEnabled }) => isEnabled);
      if (enabled.length === 0) break;
      const { thread } = enabled[draw(seed, n + 1, enabled.length)]!;
      if (n < middle) taken.push(thread);
      execution.step(thread);
    }
    execution.resume(standing);
    fresh.restart();
    fresh.follow(taken);
    for (let n = 0; n < 100; n++) {
      expect(stateOf(execution)).toEqual(stateOf(fresh));
      const enabled = execution.pendings.filter(({ isEnabled }) => isEnabled);
      if (enabled.length === 0) break;
      const { thread } = enabled[draw(seed, n + 500, enabled.length)]!;
      execution.step(thread);
      fresh.step(thread);
    }
    expect(rawKeyOf(execution, false, false)).toBe(rawKeyOf(fresh, false, false));
  }
}, 600_000);
