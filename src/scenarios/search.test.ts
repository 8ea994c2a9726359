import { expect, it } from 'vitest';
import { searchScenarios } from './search.ts';

const found = (query: string) => searchScenarios(query).map(({ id }) => id);

it.each([
  ['race', 'hundred-threads'],
  ['lost update', 'hundred-threads'],
  ['deadlock', 'opposite-locks'],
  ['dead lock', 'opposite-locks'],
  ['starvation', 'readers-writers'],
  ['GIL', 'concurrency-parallelism'],
  ['semaphore', 'five-seats'],
  ['信号量', 'five-seats'],
  ['死锁', 'dining-philosophers'],
  ['竞态', 'hundred-threads'],
  ['饥饿', 'readers-writers'],
  ['BoundedSemaphore', 'over-released-semaphore'],
  ['task_done()', 'task-done'],
  ['done', 'task-done'],
  ['put_nowait', 'bones'],
  ['notify_all', 'missed-notify'],
  ['zombie', 'process-tree'],
  ['僵尸', 'process-tree'],
  ['mutex', 'hundred-threads'],
  ['philosophers', 'dining-philosophers'],
  ['哲学家', 'dining-philosophers'],
  ['ThreadPoolExecutor', 'executor'],
  ['traffic light', 'traffic-light'],
  ['红绿灯', 'traffic-light'],
])('%s finds %s', (query, id) => {
  expect(found(query)).toContain(id);
});

it.each([
  ['pitfalls', 10],
  ['陷阱', 10],
  ['network', 3],
  ['队列', 4],
])('the chapter %s finds all of it', (query, count) => {
  expect(found(query).length).toBeGreaterThanOrEqual(count);
});

it('what is in a title comes first', () => {
  expect(found('pool').slice(0, 2)).toEqual(['pool', 'pool-map']);
  expect(found('fork')[0]).toBe('fork');
  expect(found('livelock')[0]).toBe('livelock');
});

it('what a scenario is about comes before what it also has', () => {
  expect(found('deadlock')[0]).toBe('opposite-locks');
  expect(found('死锁')[0]).toBe('opposite-locks');
});

it('a part within a word is no find', () => {
  expect(found('race')).not.toContain('tcp-segments');
  expect(found('zzzz')).toEqual([]);
});
