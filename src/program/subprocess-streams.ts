/** Standard streams of subprocesses, and the start of a subprocess. */
import { code } from '../kernel/ops.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { print } from './builtins.ts';
import { tellStderr } from './endings.ts';
import { except } from './exceptions.ts';
import { unpackValue } from './handle.ts';
import type { Connection } from './multiprocessing-pipe.ts';
import { FOREVER, step, type Steps } from './steps.ts';
import type { Argv } from './subprocess-program.ts';
import { programName, programs } from './subprocess-programs.ts';
import { exit, stdin } from './sys.ts';
import { packJob } from './threading-thread.ts';

/** stdout and stderr: the page's console; null: discarded. */
export type Sink = Connection | 'stdout' | 'stderr' | null;
/** terminal: inherited from its parent; null: empty. */
export type Source = Connection | 'terminal' | null;

export interface Streams {
  readonly input: Source;
  readonly output: Sink;
  readonly error: Sink;
}

function* writeTo(sink: Sink, text: string): Steps<void> {
  if (sink === null || text === '') return;
  // The console accepts whole lines only.
  const lines = text.replace(/\n$/, '');
  if (sink === 'stdout') yield* print(lines);
  else if (sink === 'stderr') yield* tellStderr(lines);
  else yield* sink.send(text);
}

function* readFrom(source: Source): Steps<string> {
  let text = '';
  if (source === null) return text;
  if (source !== 'terminal') return yield* readAll(source);
  for (;;) {
    const line = yield* stdin.readline();
    if (line === '') return text;
    text += line;
  }
}

function* readAll(stream: Connection): Steps<string> {
  let text = '';
  for (;;) {
    try {
      text += (yield* stream.recv()) as string;
    } catch (error) {
      except(error, 'EOFError');
      return text;
    }
  }
}

function* runHere([name, ...args]: Argv, streams: Streams): Steps<number> {
  const { input, output, error } = streams;
  const sinkOf = (toError: boolean) => (toError ? error : output);
  const streamsOf = (toError: boolean) => ({ ...streams, output: sinkOf(toError) });
  return yield* programs[programName(name)]!({
    name,
    args,
    read: () => readFrom(input),
    write: (text) => writeTo(output, text),
    writeError: (text) => writeTo(error, text),
    runHere: (argv, toError) => runHere(argv, streamsOf(toError)),
    *runChild(argv, toError) {
      return yield* statusOf(yield* startProgram(argv, streamsOf(toError)));
    },
  });
}

function* runProgram(argv: Argv, streams: Streams): Steps<void> {
  exit(yield* runHere(argv, streams));
}
registerBuiltin('subprocess.run', runProgram as AnyBody);

/** Its process. */
export function* startProgram(argv: Argv, streams: Streams): Steps<number> {
  const args: Parameters<typeof runProgram> = [argv, streams];
  const job = packJob({ target: runProgram, args, name: programName(argv[0]) });
  const packed = JSON.stringify({ ...(JSON.parse(job as string) as object), program: true });
  const process = yield* step<number>(code['process.create'], -1, 0, -1, packed);
  yield* step<void>(code['process.start'], process);
  return process;
}

/** Waits for a child; returns its exit code, negative for a signal. */
function* statusOf(process: number): Steps<number> {
  const pid = yield* step<number>(code['process.ident'], process);
  const told = yield* step<string>(code['os.wait'], -1, pid, FOREVER);
  const [, status] = unpackValue(told) as [number, number];
  return (status & 0x7f) === 0 ? status >> 8 : -(status & 0x7f);
}
