import { expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { History } from '../../views/history.ts';
import { layoutRing } from './ring-layout.ts';
import { waitGraph } from './wait-graph.ts';

const story = (limit: string) => `
  process P
  thread a in P
  thread b in P
  thread c in P
  lock x in P
  lock y in P
  0 a runs
  0 b runs
  0 c runs
  1 a acquire x
  1 b acquire y
  2 a waits acquire y for b
  3 b waits acquire x for a ${limit}
  3 c waits join a
`;

function graphOf(text: string) {
  const trace = traceOf(text);
  return waitGraph(trace, new History(trace).live(4));
}

const told = ({ edges }: ReturnType<typeof graphOf>) =>
  edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`);

test('who waits for what, and who has it', () => {
  const graph = graphOf(story(''));
  expect(told(graph)).toEqual([
    'thread 0 waits object 1',
    'thread 1 waits object 0',
    'thread 2 waits thread 0',
    'object 1 has thread 1',
    'object 0 has thread 0',
  ]);
  expect([...graph.circle].toSorted()).toEqual(['object 0', 'object 1', 'thread 0', 'thread 1']);
});

test('a wait that will end by itself closes no circle', () => {
  expect(graphOf(story('limit 50')).circle.size).toBe(0);
});

test('a circle goes round the ring, what leads to it comes after', () => {
  const order = layoutRing(graphOf(story('')), 400, 200).map(({ id }) => id);
  expect(order).toEqual(['thread 0', 'object 1', 'thread 1', 'object 0', 'thread 2']);
});
