/** Programs as in tutorials, with the output required in every browser. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { comparable, readTutorial } from '../../src/engines/lab/tutorial.ts';

interface Ending {
  readonly end: string;
  readonly exitCode: number | null;
  readonly stdout: string;
}

export interface LabProgram {
  readonly name: string;
  readonly source: string;
  readonly ends: Ending;
  /** Normalises output whose lines may come in any order. */
  readonly comparable: (stdout: string) => string;
}

const folder = new URL('../../src/engines/lab/tutorials/', import.meta.url);

function tutorialProgram(name: string): LabProgram {
  const text = readFileSync(fileURLToPath(new URL(`${name}.py`, folder)), 'utf8');
  const tutorial = readTutorial(`${name}.py`, text);
  const { source, stdout, exitCode } = tutorial;
  const sorted = (printed: string) => comparable(tutorial, printed);
  return {
    name,
    source,
    ends: { end: 'finished', exitCode, stdout: sorted(stdout) },
    comparable: sorted,
  };
}

/** Each acquires its own lock and then wants the other's. */
const deadlock: LabProgram = {
  name: 'deadlock',
  source: `import threading, time

def take(first, second):
    with first:
        time.sleep(0.1)
        with second:
            print('never')

a, b = threading.Lock(), threading.Lock()
threading.Thread(target=take, args=(a, b)).start()
threading.Thread(target=take, args=(b, a)).start()
print('both begun')
`,
  ends: { end: 'deadlock', exitCode: null, stdout: 'both begun\n' },
  comparable: (stdout) => stdout,
};

/** Deadlock by order, lost update, check-then-act, condition buffer, dining philosophers, pool, as_completed, daemon, timer, barrier, local, pipe of processes, echo server. */
export const labPrograms: readonly LabProgram[] = [
  deadlock,
  ...[
    'deadlock-by-order',
    'lost-update',
    'check-then-act',
    'condition-buffer',
    'dining-ordered',
    'executor-map',
    'executor-as-completed',
    'daemon',
    'timer',
    'barrier',
    'local',
    'mp-pipe',
    'socket-threads',
    'socket-processes',
  ].map(tutorialProgram),
];

/** In the page: runs a program live, at twenty times program time, and returns how it ended. */
export const runLive = async (source: string): Promise<Ending> => {
  await window.weft.run(source, { mode: 'live', speed: 20 });
  const { end, exitCode, stdout } = await window.weft.finished();
  return { end, exitCode, stdout };
};

/** In the page: runs a program to its end, as fast as possible, and returns all events. */
export const runThrough = async ([source, seed]: readonly [source: string, seed: number]) => {
  await window.weft.run(source, { mode: 'live', timed: false, seed });
  const { end, stdout } = await window.weft.finished();
  return { end, stdout, events: window.weft.events() };
};
