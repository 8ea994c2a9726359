/** Other programs: what they say, and the exit code they leave. */
import { input, print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import type { Steps } from '../../program/steps.ts';
import { call, run } from '../../program/subprocess.ts';
import type { Params } from './scenario.ts';

const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['nslookup', 'www.python.org'],
  ['echo', 'hello'],
  ['sleep', '1'],
  ['nslookup', 'nobody.example'],
  ['cat', 'no-such-file'],
  ['sh', '-c', 'exit 3'],
  ['no-such-program'],
];

export function* main({ way, ask, check }: Params): Steps<void> {
  let commands = COMMANDS;
  if (ask) {
    commands = [['nslookup', yield* input('host: ')]]; // [ask]
  }
  for (const command of commands) {
    const line = shellLine(command);
    try {
      if (way === 'call') {
        const code = yield* call(command); // [call]
        yield* print(`${line}: exit code`, code); // [called]
      } else if (way === 'shell') {
        const code = yield* call(line, { shell: true }); // [shell]
        yield* print(`${line}: exit code`, code); // [shelled]
      } else {
        const done = yield* run(command, { captureOutput: true, check }); // [run]
        yield* print(`${line}:`, [done.returncode, done.stdout, done.stderr]); // [ran]
      }
    } catch (error) {
      const { type, message } = except(error, 'FileNotFoundError', 'subprocess.CalledProcessError');
      if (type === 'FileNotFoundError') yield* print(message); // [missing]
      else yield* print(message); // [failed]
    }
  }
}

/** As one types it. */
const shellLine = (command: readonly string[]): string =>
  command.map((word) => (word.includes(' ') ? `'${word}'` : word)).join(' ');
