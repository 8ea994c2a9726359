import { expect, test } from 'vitest';
import { forgetWaiting, inTurn, isBehind } from './queue.ts';

test('what is asked for is done in turn, however long each takes', async () => {
  const done: number[] = [];
  const slow = (n: number, ms: number) => async () => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    done.push(n);
  };
  await Promise.all([inTurn(slow(1, 5)), inTurn(slow(2, 0)), inTurn(() => void done.push(3))]);
  expect(done).toEqual([1, 2, 3]);
});

test('what fails tells who asked for it, and nothing is done of what waits behind it', async () => {
  const done: number[] = [];
  const failing = inTurn(async () => {
    await Promise.resolve();
    throw new Error('no such step');
  });
  const behind = inTurn(() => void done.push(1));
  await expect(failing).rejects.toThrow('no such step');
  await behind;
  expect(done).toEqual([]);
  await inTurn(() => void done.push(2));
  expect(done).toEqual([2]);
});

test('all that waits can be forgotten', async () => {
  const done: number[] = [];
  const all = Array.from({ length: 400 }, (_, n) =>
    inTurn(() => Promise.resolve(void done.push(n))),
  );
  expect(isBehind()).toBe(true);
  expect(forgetWaiting()).toBe(true);
  await Promise.all(all);
  expect(done).toEqual([0]);
  expect(forgetWaiting()).toBe(false);
  expect(isBehind()).toBe(false);
});
