/**
 * What a view looks up grows with the trace, not with its square, in traces with very many threads or processes. Counted:
 * a recording may have thirty thousand of each, and times say little on a busy machine.
 */
import { expect, test } from 'vitest';
import { Phase } from '../trace/format.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { MOST, Trace } from '../trace/trace.ts';
import { History } from './history.ts';
import { Lanes } from './lanes.ts';
import { processTree } from './process-tree.ts';

const COUNT = 600;

const each = (of: (n: number) => string): string =>
  Array.from({ length: COUNT }, (_, n) => of(n)).join('\n');

/** Number of elements of the trace's tables that were looked at meanwhile. */
function looksOf(trace: Trace, act: () => void): number {
  let looks = 0;
  const counted = <T>(table: T[]) =>
    new Proxy(table, {
      get(target, key) {
        looks += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(target, key) as unknown;
      },
    });
  const { threads, processes } = trace;
  Object.assign(trace, { threads: counted(threads), processes: counted(processes) });
  act();
  Object.assign(trace, { threads, processes });
  return looks;
}

const tasks = traceOf(
  `process P\nthread main in P\n${each((n) => `thread k${n} in P within main`)}`,
);
const exits = traceOf(
  `process P\nthread main in P\n${each((n) => `process c${n} parent P\nthread t${n} in c${n}`)}
   ${each((n) => `1 t${n} runs\n2 t${n} ends\n2 t${n} exits 0\n3 main reap t${n}`)}`,
);

test.each([
  ['tasks of one thread', tasks],
  ['processes that end', exits],
])('%s', (_what, trace) => {
  const length = trace.length;
  expect(looksOf(trace, () => new History(trace).advance())).toBeLessThan(20 * length);
  const lanes = new Lanes(trace);
  expect(looksOf(trace, () => lanes.advance())).toBeLessThan(20 * length);
  expect(looksOf(trace, () => lanes.groups())).toBeLessThan(20 * length);
  expect(lanes.groups().flatMap(({ threads }) => threads)).toHaveLength(trace.threads.length);
});

test('tasks are below their thread, and their own tasks below them', () => {
  const trace = traceOf(`
    process P
    thread main in P
    thread other in P
    thread a in P within main
    thread b in P within other
    thread c in P within main
    thread d in P within a
  `);
  const lanes = new Lanes(trace);
  lanes.advance();
  const names = lanes
    .groups()
    .flatMap(({ threads }) => threads.map(({ index }) => trace.threads[index]!.name));
  expect(names).toEqual(['main', 'a', 'd', 'c', 'other', 'b']);
});

test('a chain of processes is a tree, however long', () => {
  const chain = new Trace([]);
  const none = { time: 0, real: 0, op: -1, thread: -1, object: -1, other: -1, cause: -1, line: 0 };
  for (let value = 0; value < MOST.processes; value++) {
    const text = JSON.stringify({ name: `c${value}`, pid: value + 1, parent: value - 1 });
    chain.append({ ...none, phase: Phase.process, value, text });
  }
  const tree = processTree(chain, new History(chain).live(0));
  expect(tree.map(({ process }) => process)).toEqual(chain.processes.map((_, n) => n));
  expect(tree.at(-1)?.depth).toBe(MOST.processes - 1);
});
