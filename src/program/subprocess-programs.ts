/** Programs that subprocess can start: small ones, implemented in the page. */
import { PyError } from '../kernel/errors.ts';
import type { Steps } from './steps.ts';
import { parseLine } from './subprocess-line.ts';
import type { Argv, Program, Surroundings } from './subprocess-program.ts';
import { runLine } from './subprocess-shell.ts';
import { sleep } from './time.ts';

/** Host names that nslookup knows, with addresses from the ranges for documentation. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'www.python.org': '192.0.2.10',
  'docs.python.org': '192.0.2.11',
  'example.com': '198.51.100.7',
  localhost: '127.0.0.1',
};

function* nslookup({ args: [name = ''], write }: Surroundings): Steps<number> {
  yield* sleep(0.3);
  const address = Object.hasOwn(ADDRESSES, name) ? ADDRESSES[name] : undefined;
  if (address === undefined) {
    yield* write(`** server can't find ${name}: NXDOMAIN\n`);
    return 1;
  }
  yield* write(`Name:\t${name}\nAddress: ${address}\n`);
  return 0;
}

/** There is no file system: any named file is not found. */
function* cat({ args, read, write, writeError }: Surroundings): Steps<number> {
  let status = 0;
  for (const name of args.length === 0 ? ['-'] : args) {
    if (name === '-') {
      yield* write(yield* read());
    } else {
      yield* writeError(`cat: ${name}: No such file or directory\n`);
      status = 1;
    }
  }
  return status;
}

function* sleepFor({ args, writeError }: Surroundings): Steps<number> {
  const wrong = args.find((text) => !/^(\d+\.?\d*|\.\d+)s?$/.test(text));
  if (args.length === 0 || wrong !== undefined) {
    const what = wrong === undefined ? 'missing operand' : `invalid time interval ‘${wrong}’`;
    yield* writeError(`sleep: ${what}\nTry 'sleep --help' for more information.\n`);
    return 1;
  }
  yield* sleep(args.reduce((sum, text) => sum + Number.parseFloat(text), 0));
  return 0;
}

function* sh(surroundings: Surroundings): Steps<number> {
  yield* sleep(0);
  const [, text = ''] = surroundings.args;
  return yield* runLine(surroundings, text, (name) => Object.hasOwn(programs, programName(name)));
}

export const programs: Readonly<Record<string, Program>> = {
  *echo({ args, write }) {
    yield* write(`${args.join(' ')}\n`);
    return 0;
  },
  cat,
  sleep: sleepFor,
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

/** Key of a program in the table. */
export const programName = (name: string): string => (name === '/bin/sh' ? 'sh' : name);

/** Raises FileNotFoundError, or NotImplementedError for shell syntax that is not supported. */
export function requireProgram([name, option, text = '']: Argv): void {
  if (!Object.hasOwn(programs, programName(name))) {
    throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: '${name}'`);
  }
  if (programName(name) !== 'sh') return;
  if (option !== '-c') throw new PyError('NotImplementedError', `this shell knows sh -c only`);
  try {
    parseLine(text);
  } catch (error) {
    // A syntax error is reported by the shell itself.
    if (!(error instanceof PyError) || error.type !== 'SyntaxError') throw error;
  }
}
