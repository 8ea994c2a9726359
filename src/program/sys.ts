/** Python's `sys`, as far as threads go. */
import { SystemExit } from './endings.ts';

/**
 * Raises SystemExit: it ends the thread, and in a main thread the process, with exit code `code`. None is 0; what is no
 * whole number is told on stderr, and the exit code is 1.
 */
export function exit(code: unknown = null): never {
  throw new SystemExit(code);
}
