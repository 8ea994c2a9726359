/** The programs that subprocess can start: small ones, which live in the page. */
import { PyError } from '../kernel/errors.ts';
import type { Steps } from './steps.ts';
import { sleep } from './time.ts';

/** What a program has: its arguments and its standard streams. */
export interface Shell {
  readonly args: readonly string[];
  readonly write: (text: string) => Steps<void>;
  /** All of its standard input. */
  readonly read: () => Steps<string>;
}

/** Returns its exit code. */
export type Program = (shell: Shell) => Steps<number>;

/** Names that nslookup knows, and their addresses, all from the ranges for documentation. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'www.python.org': '192.0.2.10',
  'docs.python.org': '192.0.2.11',
  'example.com': '198.51.100.7',
  localhost: '127.0.0.1',
};

function* nslookup({ args: [name = ''], write }: Shell): Steps<number> {
  yield* sleep(0.3);
  const address = Object.hasOwn(ADDRESSES, name) ? ADDRESSES[name] : undefined;
  if (address === undefined) {
    yield* write(`** server can't find ${name}: NXDOMAIN`);
    return 1;
  }
  yield* write(`Name:\t${name}\nAddress: ${address}`);
  return 0;
}

/** A shell that knows `exit N` only; anything else is a command that it does not find. */
function* sh({ args: [, command = ''] }: Shell): Steps<number> {
  yield* sleep(0);
  const code = /^exit (\d+)$/.exec(command)?.[1];
  return code === undefined ? 127 : Number(code) & 0xff;
}

export const programs: Readonly<Record<string, Program>> = {
  *echo({ args, write }) {
    yield* write(args.join(' '));
    return 0;
  },
  *cat({ read, write }) {
    const text = yield* read();
    if (text !== '') yield* write(text.replace(/\n$/, ''));
    return 0;
  },
  *sleep({ args: [seconds] }) {
    yield* sleep(Number(seconds));
    return 0;
  },
  *true() {
    yield* sleep(0);
    return 0;
  },
  *false() {
    yield* sleep(0);
    return 1;
  },
  nslookup,
  sh,
};

export function requireProgram(name: string): void {
  if (Object.hasOwn(programs, name)) return;
  throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: '${name}'`);
}
