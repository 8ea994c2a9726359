/** `sh -c`: a small shell that runs the page's programs as dash would. */
import { except } from './exceptions.ts';
import { getpid, kill } from './os.ts';
import { signalNames, signalTexts } from '../base/signals.ts';
import type { Steps } from './steps.ts';
import { parseLine, type Command, type Piece } from './subprocess-line.ts';
import type { Argv, Surroundings } from './subprocess-program.ts';

/** Run in the shell's own process; all others in a child. */
const BUILTINS = ['echo', 'true', 'false'];

/** Runs a command line; returns its exit code. `isProgram`: whether a program of this name exists. */
export function* runLine(
  shell: Surroundings,
  text: string,
  isProgram: (name: string) => boolean,
): Steps<number> {
  let commands: Command[];
  try {
    commands = parseLine(text);
  } catch (error) {
    yield* shell.writeError(
      `${shell.name}: 1: Syntax error: ${except(error, 'SyntaxError').message}\n`,
    );
    return 2;
  }
  let status = 0;
  for (const command of commands) {
    if (command.after === (status === 0 ? '||' : '&&')) continue;
    const argv = (yield* expand(command.words, status)) as unknown as Argv;
    const place = `${shell.name}: ${command.line}`;
    if (argv[0] === 'exit') return yield* exitCode(shell, place, argv[1] ?? String(status));
    status = yield* runCommand(shell, place, argv, command.toError, isProgram);
  }
  return status;
}

function* expand(words: Command['words'], status: number): Steps<string[]> {
  const expanded = [];
  for (const word of words) {
    let text = '';
    for (const piece of word) text += yield* textOf(piece, status);
    expanded.push(text);
  }
  return expanded;
}

function* textOf(piece: Piece, status: number): Steps<string> {
  if (typeof piece === 'string') return piece;
  return String(piece.parameter === '$' ? yield* getpid() : status);
}

function* exitCode(shell: Surroundings, place: string, code: string): Steps<number> {
  if (/^\d+$/.test(code)) return Number(code) & 0xff;
  yield* shell.writeError(`${place}: exit: Illegal number: ${code}\n`);
  return 2;
}

function* runCommand(
  shell: Surroundings,
  place: string,
  argv: Argv,
  toError: boolean,
  isProgram: (name: string) => boolean,
): Steps<number> {
  const [name, ...args] = argv;
  if (name === ':') return 0;
  if (name === 'kill') return yield* killProcess(shell, place, args);
  if (BUILTINS.includes(name)) return yield* shell.runHere(argv, toError);
  if (isProgram(name)) return yield* statusOf(shell, yield* shell.runChild(argv, toError));
  yield* shell.writeError(`${place}: ${name}: not found\n`);
  return 127;
}

const SIGINT = 2;
const SIGPIPE = 13;

/** The shell reports a child that was ended by a signal. */
function* statusOf(shell: Surroundings, code: number): Steps<number> {
  if (code >= 0) return code;
  const text = code === -SIGINT ? '' : (signalTexts[-code] ?? `Signal ${-code}`);
  if (code !== -SIGPIPE) yield* shell.writeError(`${text}\n`);
  return 128 - code;
}

/** `kill [-signal] pid`, the signal by name or number. */
function* killProcess(shell: Surroundings, place: string, args: readonly string[]): Steps<number> {
  const isNamed = args[0]?.startsWith('-') === true;
  const signal = isNamed ? signalOf(args[0]!.slice(1)) : 15;
  const pid = args[isNamed ? 1 : 0] ?? '';
  const wrong =
    signal === undefined
      ? `Illegal option ${args[0]?.slice(0, 2)}`
      : /^\d+$/.test(pid)
        ? ''
        : `Illegal number: ${pid}`;
  if (signal === undefined || wrong !== '') {
    yield* shell.writeError(`${place}: kill: ${wrong}\n`);
    return 2;
  }
  try {
    yield* kill(Number(pid), signal);
    return 0;
  } catch (error) {
    except(error, 'ProcessLookupError');
    yield* shell.writeError(`${place}: kill: No such process\n\n`);
    return 1;
  }
}

function signalOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const found = Object.entries(signalNames).find(([, name]) => name === `SIG${text}`);
  return found && Number(found[0]);
}
