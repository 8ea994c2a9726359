/**
 * Programs from the literature and on Python's library, each compared with full enumeration: the optimal search has one
 * run for each trace that the plain search (all runs, with equivalent prefixes followed once) finds, and the same
 * endings as often.
 */
import { describe, expect, test } from 'vitest';
import type { Subject } from './execution.ts';
import type { Method } from './exploration.ts';
import { Explorer } from './explorer.ts';
import {
  account,
  barrier,
  exchange,
  fibonacci,
  late,
  nested,
  raising,
  ring,
  rooms,
  tasks,
  terminated,
  waiters,
} from './more-programs.ts';
import { thinned } from '../base/sweep.ts';

function explore(subject: Subject, method: Method) {
  const explorer = new Explorer(subject, { method });
  while (!explorer.step(1000));
  const { counts, endings, isComplete } = explorer.result;
  const known = endings.map(({ key, count }) => `${key} ${count}`);
  return {
    isComplete,
    executions: counts.executions,
    blocked: counts.blocked,
    endings: known.toSorted(),
  };
}

describe('as many as there are', () => {
  const rows: [string, Subject][] = [
    ['fibonacci(2)', fibonacci(2)],
    ['rooms(3, 1)', rooms(3, 1)],
    ['rooms(2, 2)', rooms(2, 2)],
    ['exchange(2, 1)', exchange(2, 1)],
    ['waiters(2, 1)', waiters(2, 1)],
    ['waiters(2, 2)', waiters(2, 2)],
    ['barrier', barrier()],
    ['nested', nested()],
    ['late', late()],
    ['raising', raising()],
    ['tasks(1)', tasks(1)],
    // The accesses of a signal depend on whether its process is still alive.
    ['terminated', terminated()],
    ['rooms(2, 2), timed', { ...rooms(2, 2), timed: true }],
    ['late, timed', { ...late(), timed: true }],
    ['raising, timed', { ...raising(), timed: true }],
  ];
  test.each(thinned(rows, 6))('%s', (_, subject) => {
    const optimal = explore(subject, { kind: 'all' });
    const plain = explore(subject, { kind: 'bound', preemptions: 10_000 });
    expect(optimal).toEqual({ ...plain, blocked: 0 });
    expect(optimal.isComplete).toBe(true);
  });

  test.each<[string, Subject, number]>([
    ['account(2): an order of four', account(2), 24],
    // Each reads before or after its neighbour writes; not all after.
    ['ring(3)', ring(3), 2 ** 3 - 1],
    ['ring(8)', ring(8), 2 ** 8 - 1],
  ])('%s', (_, subject, count) => {
    const found = explore(subject, { kind: 'all' });
    expect(found).toMatchObject({ isComplete: true, executions: count, blocked: 0 });
  });
});
