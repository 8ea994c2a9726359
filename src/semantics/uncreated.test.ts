/** A handle whose `yield*` was forgotten: every operation on it raises at once. */
import { describe, expect, it } from 'vitest';
import { PyError } from '../kernel/errors.ts';
import { asCompleted, Future, wait } from '../program/concurrent-futures.ts';
import { packValue, type Handle } from '../program/handle.ts';
import * as mp from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import * as threading from '../program/threading.ts';
import { ARGUMENTS, made, operationsOf } from './every-handle.ts';
import { run } from './process-runs.ts';

/** The exception of an operation's first step. */
function firstRaised(handle: Handle, name: string): unknown {
  const operation = (handle as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[
    name
  ]!;
  try {
    const steps = operation.apply(handle, [...(ARGUMENTS[name] ?? [1])]) as Partial<Steps<unknown>>;
    return steps.next?.();
  } catch (error) {
    return error;
  }
}

describe.each(Object.entries(made))('%s', (_name, make) => {
  it.each(operationsOf(make()))('%s', (operation) => {
    const raised = firstRaised(make(), operation);
    expect(raised).toBeInstanceOf(PyError);
    expect(String(raised)).toMatch(
      /^RuntimeError: this [\w.]+ is not created yet: write yield\* new \w+\(\.\.\.\)$/,
    );
  });

  it('cannot travel', () => {
    expect(() => packValue([make()])).toThrow('is not created yet');
  });
});

describe('among others', () => {
  it.each([
    ['wait', () => wait([new Future('f()')])],
    ['asCompleted', () => asCompleted([new Future('f()')]).next()],
    ['connection.wait', () => mp.connection.wait([new mp.Connection()])],
  ] as const)('%s', (_name, steps) => {
    expect(() => steps().next()).toThrow('is not created yet');
  });
});

it('is told where it stands, and the run goes on', () => {
  const { end, stderr } = run({
    *main() {
      const lock = new threading.Lock();
      yield* lock.acquire();
    },
  });
  expect(end).toBe('finished');
  expect(stderr[0]).toContain('this Lock is not created yet: write yield* new Lock(...)');
});
