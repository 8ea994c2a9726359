/** errno: an OSError has its number. */
import { expect, it } from 'vitest';
import { print, PyError } from '../program/builtins.ts';
import { EBADF, EPIPE } from '../program/errno.ts';
import { SHUT_WR, socketpair } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { prints } from './process-runs.ts';

it('names the number of an OSError', () => {
  function* numberOf(steps: Steps<unknown>): Steps<number | null> {
    try {
      yield* steps;
    } catch (error) {
      if (error instanceof PyError) return error.errno;
      throw error;
    }
    return null;
  }
  const lines = prints({
    *main(): Steps<void> {
      const [a] = yield* socketpair();
      yield* a.shutdown(SHUT_WR);
      const broken = yield* numberOf(a.send('x'));
      yield* a.close();
      const closed = yield* numberOf(a.send('x'));
      yield* print(broken === EPIPE, closed === EBADF, new PyError('ValueError', 'no').errno);
    },
  });
  expect(lines).toEqual(['True True None']);
});
