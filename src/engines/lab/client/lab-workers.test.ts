import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LabWorkers } from './lab-workers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A Worker that loads nothing. */
class Idle extends EventTarget {
  opensRun(): void {
    this.dispatchEvent(new MessageEvent('message', { data: { type: 'opened' } }));
  }
}

function workers() {
  const made: Idle[] = [];
  const pool = new LabWorkers(
    () => undefined,
    () => {
      made.push(new Idle());
      return made.at(-1) as unknown as Worker;
    },
  );
  return { made, pool };
}

it('loads one Worker, however often one is expected to be needed, and gives it out', () => {
  const { made, pool } = workers();
  pool.warm();
  pool.warm();
  expect(made).toHaveLength(1);
  expect(pool.take()).toBe(made[0]);
});

it('loads a spare some time after a run was opened, and not because another run begins', () => {
  const { made, pool } = workers();
  pool.take();
  pool.warm();
  expect(made).toHaveLength(1);
  made[0]!.opensRun();
  pool.warm();
  expect(made).toHaveLength(1);
  vi.advanceTimersByTime(5000);
  expect(made).toHaveLength(2);
  expect(pool.take()).toBe(made[1]);
});
