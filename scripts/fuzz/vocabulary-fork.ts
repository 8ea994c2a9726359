/** Calls on a forked child by its pid. */
import { both } from './call.ts';
import type { Call } from './vocabulary.ts';

const waited = (options: string): Call =>
  both(
    `os.waitpid($, ${options})[1]`,
    `(function* () { return (yield* os.waitpid($, ${options}))[1]; })()`,
  );

export const childCalls: readonly Call[] = [
  waited('0'),
  waited('0'),
  waited('os.WNOHANG'),
  waited('os.WNOHANG'),
  waited('os.WNOHANG | os.WUNTRACED'),
  both('os.kill($, 0)', 'os.kill($, 0)'),
  both('os.kill($, 15)', 'os.kill($, 15)'),
  both('os.kill($, 9)', 'os.kill($, 9)'),
  both('os.kill($, 19)', 'os.kill($, 19)'),
  both('os.kill($, 18)', 'os.kill($, 18)'),
  both('$ and os.wait()[1]', '(function* () { return $ && (yield* os.wait())[1]; })()'),
];
