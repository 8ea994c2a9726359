/** Numbers of interleavings of small programs, as the literature counts them, and their endings. */
import { describe, expect, test } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { hand } from '../engines/model/strategies/hand.ts';
import { Variable } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Lock, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { enumerateRuns } from './brute-force.ts';
import { keyOf } from './keys.ts';
import type { ExploreOptions } from './exploration.ts';
import { Explorer } from './explorer.ts';
import { subjectOf, threadsSubject } from './programs.ts';
import { sweep, thinned } from '../base/sweep.ts';

const times = (n: number, part: string): string =>
  Array.from({ length: n }, () => part).join(' || ');
const each = (n: number, part: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(' || ');

const philosophers = (n: number): string =>
  each(n, (i) => {
    const [left, right] = [`f${i}`, `f${(i + 1) % n}`];
    return `lock ${left}; lock ${right}; unlock ${right}; unlock ${left}`;
  });

const explore = (program: string, options: ExploreOptions = {}) => {
  const explorer = new Explorer(threadsSubject(program), options);
  while (!explorer.step(1000));
  return { explorer, result: explorer.result };
};

describe('every trace once', () => {
  test.each([
    ['two count without a lock', times(2, 'inc x'), 4],
    ['three do', times(3, 'inc x'), 36],
    ['three count with a lock', times(3, 'lock m; inc x; unlock m'), 6],
    ['store buffering', 'w x; r y || w y; r x', 3],
    ['five write, one reads', `${times(4, 'w x')} || r x`, 120],
    ['readers(2)', `w x || ${each(2, (i) => `r y${i}; r x`)}`, 4],
    ['readers(5)', `w x || ${each(5, (i) => `r y${i}; r x`)}`, 32],
    ['pi(4)', times(4, 'lock m; unlock m'), 24],
    [
      'mpat(2)',
      each(2, (i) => `lock a${i}; unlock a${i} || lock m; lock a${i}; unlock a${i}; unlock m`),
      8,
    ],
    [
      'a reversal that has to bring along what came later',
      'w z || w x=1 || w y || r x=1; r y=1; r z || r y=1; r z || w x=2',
      30,
    ],
  ])('%s', (_, program, count) => {
    const { result } = explore(program);
    expect(result).toMatchObject({ counts: { executions: count, blocked: 0 }, isComplete: true });
  });

  test.each([2, 3, 4])('%d philosophers, of whom all may starve', (n) => {
    const { result } = explore(philosophers(n));
    expect(result).toMatchObject({ counts: { executions: 2 ** n - 1, blocked: 0 } });
    const stuck = result.endings.filter(({ kind }) => kind === 'deadlock');
    expect(stuck.map(({ count }) => count)).toEqual([1]);
    expect(stuck[0]?.stuck.filter(({ op }) => op === 'acquire')).toHaveLength(n);
  });

  test('two locks, taken in opposite orders and in one', () => {
    const ab = 'lock a; lock b; unlock b; unlock a';
    const ba = 'lock b; lock a; unlock a; unlock b';
    expect(explore(`${ab} || ${ba}`).result.counts.executions).toBe(3);
    expect(explore(`${ab} || ${ab}`).result.counts.executions).toBe(2);
  });
});

describe('with few preemptions', () => {
  test.each([
    ['two count', times(2, 'inc x'), [2, 4, 4]],
    ['three count', times(3, 'inc x'), [6, 24, 36]],
    ['three philosophers', philosophers(3), [6, 7, 7]],
  ])('%s', (_, program, counts) => {
    const found = counts.map((_count, preemptions) => {
      const { result } = explore(program, { method: { kind: 'bound', preemptions } });
      return result.counts.executions;
    });
    expect(found).toEqual(counts);
  });

  test('one preemption is enough for a deadlock', () => {
    const { result } = explore(philosophers(3), { method: { kind: 'bound', preemptions: 1 } });
    expect(result.endings.map(({ kind }) => kind)).toContain('deadlock');
  });
});

describe('by chance', () => {
  const runs = sweep(60, 300, 300);

  test.each(['random', 'pos', 'pct'] as const)('%s finds a deadlock, the same every time', (by) => {
    const method = { kind: 'sample', by, seed: 7, runs } as const;
    const { result } = explore(philosophers(3), { method });
    expect(result).toMatchObject({ counts: { executions: runs }, isComplete: false });
    expect(result.endings.map(({ kind }) => kind)).toContain('deadlock');
    expect(explore(philosophers(3), { method }).result).toEqual(result);
  });
});

test('what is found is a plain value, and more runs may be allowed', () => {
  const { explorer, result } = explore(times(3, 'inc x'), { executions: 10 });
  expect(structuredClone(result)).toEqual(result);
  expect(result).toMatchObject({ progress: 'limit', isComplete: false, timed: false });
  explorer.allow(100);
  while (!explorer.step(1000));
  const whole = explore(times(3, 'inc x')).result;
  expect(explorer.result).toEqual(whole);
  expect(new Set(whole.endings.map(({ key }) => key)).size).toBe(whole.counts.endings);
});

// Main starts the threads and is last again, unless it waits for ever.
describe('fewest switches', () => {
  test.each([
    ['two count', times(2, 'inc x'), [3, 4]],
    ['three count', times(3, 'inc x'), [4, 5, 5]],
    ['a wait that comes too late', 'await c || notify c', [2, 4]],
    ['three philosophers', philosophers(3), [3, 4]],
    ['a chain', 'r x=3; w y || w x || r x=1; w x=2 || r x=2; w x=3', [5, 5, 5, 5]],
  ])('%s', (_, program, switches) => {
    const { explorer } = explore(program);
    while (!explorer.minimise(1000));
    const { endings } = explorer.result;
    expect(endings.map((ending) => ending.isMinimal)).toEqual(switches.map(() => true));
    expect(endings.map((ending) => ending.switches)).toEqual(switches);
  });
});

describe('endings', () => {
  test('a lost update is told from a good run, with the fewest switches first', () => {
    const { result } = explore(times(2, 'inc x'));
    expect(result.endings.map(({ finals, count }) => [finals[0]?.value, count])).toEqual([
      ['2', 2],
      ['1', 2],
    ]);
  });

  test('a wait that comes too late', () => {
    const { result } = explore('await c || notify c');
    expect(result.counts.executions).toBe(2);
    expect(result.endings.map(({ kind }) => kind).toSorted()).toEqual(['deadlock', 'finished']);
  });

  test('what was set and cleared at once reaches those that waited', () => {
    const { result } = explore('wait e || set e; clear e');
    expect(new Set(result.endings.map(({ kind }) => kind))).toEqual(
      new Set(['finished', 'deadlock']),
    );
  });

  test('an exception that nobody caught', () => {
    const { result } = explore('raise it || inc x');
    expect(result.endings.map(({ kind, failures }) => [kind, failures])).toEqual([
      ['exception', ['ValueError: on purpose']],
    ]);
  });

  test('each has a schedule for the model', () => {
    const { result } = explore(philosophers(2));
    for (const { kind, schedule } of result.endings) {
      const { module, params } = threadsSubject(philosophers(2));
      const model = new Model({ ...schedule, module, params, strategy: hand() });
      for (const choice of schedule.choices) expect(model.take(choice)).toBe(true);
      expect(model.prepare()).toBe(kind);
    }
  });
});

describe('beside every interleaving', () => {
  const programs = [
    'lock a; unlock a || late a; unlock a',
    'P s; V s || P s',
    'put q; get q || poll q',
    'wait e || set e; clear e',
    'soon e || set e; clear e',
    'meet b || meet b; inc x',
    'await c || notify c; notify c',
    'rlock r; rlock r; runlock r; runlock r || rlock r; runlock r',
  ];
  test.each(thinned(programs, 6))('%s', (program) => {
    const all = enumerateRuns(threadsSubject(program), 5_000);
    expect(all.isComplete).toBe(true);
    const { result } = explore(program);
    expect(result).toMatchObject({ counts: { executions: all.traces.size, blocked: 0 } });
    const found = result.endings.map(({ kind, stuck, failures, printed, finals }) =>
      keyOf({ kind, stuck, failures, printed, finals }),
    );
    expect(new Set(found)).toEqual(all.outcomes);
  });
});

describe('loops that change nothing', () => {
  const program = (waits: (flag: Variable<boolean>, lock: Lock) => Steps<void>, sets: boolean) => {
    function* main(): Steps<void> {
      const [flag, lock] = [yield* new Variable(false), yield* new Lock()];
      const waiter = yield* new Thread({ target: wait, args: [flag, lock] });
      yield* waiter.start();
      if (sets) yield* flag.set(true);
    }
    function* wait(flag: Variable<boolean>, lock: Lock): Steps<void> {
      yield* waits(flag, lock);
    }
    return subjectOf({ main, wait }, {});
  };
  function* busily(flag: Variable<boolean>): Steps<void> {
    while (!(yield* flag.get()));
  }
  function* nowAndThen(flag: Variable<boolean>): Steps<void> {
    while (!(yield* flag.get())) yield* sleep(0.1);
  }
  function* underLock(flag: Variable<boolean>, lock: Lock): Steps<void> {
    for (;;) {
      yield* lock.acquire();
      const isSet = yield* flag.get();
      yield* lock.release();
      if (isSet) return;
    }
  }

  test.each([
    ['busily', busily],
    ['now and then', nowAndThen],
    ['under a lock', underLock],
  ])('%s: wait for a change, and else never end', (_, waits) => {
    const found = (sets: boolean) => {
      const explorer = new Explorer(program(waits, sets));
      while (!explorer.step(1000));
      const { isComplete, counts, endings } = explorer.result;
      const kinds = endings.map(({ kind }) => kind);
      return { isComplete, runs: counts.executions, blocked: counts.blocked, kinds };
    };
    // It reads the flag before it is set, or after.
    expect(found(true)).toEqual({ isComplete: true, runs: 2, blocked: 0, kinds: ['finished'] });
    expect(found(false)).toEqual({ isComplete: true, runs: 1, blocked: 0, kinds: ['never'] });
  });

  test('a loop that ends by itself is none of them', () => {
    function* aFewTimes(flag: Variable<boolean>): Steps<void> {
      for (let n = 0; n < 5 && !(yield* flag.get()); n++);
    }
    const explorer = new Explorer(program(aFewTimes, true));
    while (!explorer.step(1000));
    expect(explorer.result.counts).toMatchObject({ executions: 6, blocked: 0 });
    expect(explorer.result.endings.map(({ kind }) => kind)).toEqual(['finished']);
  });
});
