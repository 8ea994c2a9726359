/** Whole runs of Python in the lab, each from its opening to its end, with its trace. */
import { openLab } from '../src/engines/lab/lab-notation.ts';
import { Phase } from '../src/trace/format.ts';
import type { Trace } from '../src/trace/trace.ts';
import type { Sample } from './sample.ts';

/** Four threads, beside the main one: 16 acquires, 16 releases, 8 puts, 8 gets, 4 starts with 4 waits for them, and 4 joins. */
const program = `import queue
import threading

lock = threading.Lock()
line = queue.Queue(4)
taken = []

def make():
    for n in range(4):
        with lock:
            pass
        line.put(n)

def take():
    for _ in range(4):
        got = line.get()
        with lock:
            taken.append(got)

threads = [threading.Thread(target=work) for work in (make, make, take, take)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

const OPERATIONS = 60;
const EMPTY = 'pass\n';
const RUNS_IN_TURN = 10;
const WARM_TURNS = 4;
const MEASURED_MS = 4000;

/** In turns with a program that does nothing, which says what a run costs by itself. */
export async function labRuns(): Promise<Sample> {
  const lab = openLab();
  let seed = 0;
  const run = async (source: string): Promise<number> => {
    const begun = performance.now();
    const { end, trace } = await lab.run(source, { seed: (seed += 1) });
    const taken = performance.now() - begun;
    if (end !== 'finished') throw new Error(`the run ended as ${end}`);
    const operations = source === program ? operationsIn(trace) : OPERATIONS;
    if (operations !== OPERATIONS) throw new Error(`the run has ${operations} operations`);
    return taken;
  };
  const times = async (source: string): Promise<number[]> => {
    const runs = [];
    for (let n = 0; n < RUNS_IN_TURN; n++) runs.push(await run(source));
    return runs;
  };
  for (let n = 0; n < WARM_TURNS; n++) {
    await times(program);
    await times(EMPTY);
  }
  const [full, empty]: [number[], number[]] = [[], []];
  for (const begun = performance.now(); performance.now() - begun < MEASURED_MS;) {
    full.push(...(await times(program)));
    empty.push(...(await times(EMPTY)));
  }
  lab.close();
  const [fullMs, emptyMs] = [middle(full), middle(empty)];
  return {
    runs_per_s: 1000 / fullMs,
    best_runs_per_s: 1000 / Math.min(...full),
    empty_per_s: 1000 / emptyMs,
    over_empty_ratio: fullMs / emptyMs,
  };
}

/** Calls that have returned, in a trace. */
function operationsIn(trace: Trace): number {
  let count = 0;
  for (let n = 0; n < trace.length; n++) if (trace.event(n).phase === Phase.done) count += 1;
  return count;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
