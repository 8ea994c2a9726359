import { expect, it } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { History } from './history.ts';
import { processTree } from './process-tree.ts';

/** "name state depth" of each process, in the order of the tree; an orphan has a "*". */
function told(story: string, at: number): string[] {
  const trace = traceOf(story);
  const history = new History(trace);
  const count = Array.from({ length: trace.length }, (_, seq) => seq).filter(
    (seq) => trace.time(seq) <= at,
  ).length;
  return processTree(trace, history.at(count, at)).map(
    ({ process, run, depth, isOrphan }) =>
      `${trace.processes[process]?.name} ${run} ${depth}${isOrphan ? '*' : ''}`,
  );
}

const family = `
  process P
  thread main in P
  0 main runs
  process C parent P
  thread child in C
  1 main start child @s
  2 child runs <s
  process G parent C
  thread grand in G
  3 child start grand
  3 grand runs
  4 child waits sleep
`;

it('tells the states of a life', () => {
  const life = `${family}
    5 child runs
    6 child ends
    6 child exits 3
    7 main reap child
    8 main exits 0
  `;
  expect(told(life, 0)).toEqual(['P running 0', 'C new 1']);
  expect(told(life, 1)).toEqual(['P running 0', 'C ready 1']);
  expect(told(life, 2)).toEqual(['P running 0', 'C running 1', 'G new 2']);
  expect(told(life, 4)).toEqual(['P running 0', 'C blocked 1', 'G running 2']);
  expect(told(life, 6)).toEqual(['P running 0', 'C zombie 1', 'G running 1*']);
  expect(told(life, 7)).toEqual(['P running 0', 'C terminated 1', 'G running 1*']);
  expect(told(life, 8)).toEqual(['P terminated 0', 'C terminated 1', 'G running 1*']);
});

it('a process runs while one of its threads does', () => {
  const story = `${family}
    thread second in C
    5 child start second
    6 second runs
    7 second waits sleep
  `;
  expect(told(story, 5)[1]).toBe('C running 1');
  expect(told(story, 6)[1]).toBe('C running 1');
  expect(told(story.replace('5 child start second', '5 grand start second'), 5)[1]).toBe(
    'C ready 1',
  );
  expect(told(story.replace('5 child start second', '5 grand start second'), 7)[1]).toBe(
    'C blocked 1',
  );
});

it('an orphan that has ended is gone once process 1 has taken its exit code', () => {
  const story = `${family}
    5 child ends
    5 child exits 0
    6 grand ends
    6 grand exits 0
    7 - reap grand
  `;
  expect(told(story, 6)).toEqual(['P running 0', 'C zombie 1', 'G zombie 1*']);
  expect(told(story, 7)).toEqual(['P running 0', 'C zombie 1', 'G terminated 1*']);
});
