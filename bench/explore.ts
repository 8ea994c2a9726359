/** Speed of the explorer on programs with a known number of interleavings, and of the diagnosis of a trace. */
import { Diagnosis } from '../src/diagnose/diagnosis.ts';
import { Model } from '../src/engines/model/engine.ts';
import { random } from '../src/engines/model/strategies/random.ts';
import { Explorer } from '../src/explore/explorer.ts';
import type { Subject } from '../src/explore/execution.ts';
import { dispatch, lastZero, multipc, readers } from '../src/explore/literature.ts';
import { threadsSubject } from '../src/explore/programs.ts';
import { median, type Sample } from './sample.ts';

const threads = (n: number, part: (i: number) => string): Subject =>
  threadsSubject(Array.from({ length: n }, (_, i) => part(i)).join(' || '));

const philosophers = (n: number): Subject =>
  threads(n, (i) => {
    const [left, right] = [`f${i}`, `f${(i + 1) % n}`];
    return `lock ${left}; lock ${right}; unlock ${right}; unlock ${left}`;
  });

/** Explores it completely, several times: the median time, and the number of runs. */
function explore(subject: Subject, times: number): { ms: number; runs: number } {
  let runs = 0;
  const spent = Array.from({ length: times }, () => {
    const start = performance.now();
    const explorer = new Explorer(subject);
    while (!explorer.step(1000));
    runs = explorer.counts.executions;
    return performance.now() - start;
  });
  return { ms: median(spent), runs };
}

/** Diagnoses a trace of 100,000 events of four threads in random order. */
export function diagnosisSpeed(): Promise<Sample> {
  const model = new Model({
    ...threads(4, () => 'lock m; inc x; unlock m; '.repeat(2000)),
    strategy: random(),
    timed: true,
  });
  while (model.eventCount < 100_000 && model.step().kind === 'stepped');
  const start = performance.now();
  const diagnosis = new Diagnosis(model.trace);
  diagnosis.settle();
  const ms = performance.now() - start;
  return Promise.resolve({ events_per_s: (diagnosis.count / ms) * 1000 });
}

export function exploreSpeed(): Promise<Sample> {
  // 34,650 interleavings of 24 observable steps: three threads of four writes, and main.
  const short = explore(
    threads(3, () => 'w x=1; w x=2; w x=3; w x=4'),
    3,
  );
  return Promise.resolve({
    executions_per_s: (short.runs / short.ms) * 1000,
    dispatch_ms: explore(dispatch(2, 3), 5).ms,
    multipc_ms: explore(multipc(3, 2), 5).ms,
    readers_ms: explore(readers(8), 5).ms,
    last_zero_ms: explore(lastZero(10), 3).ms,
    philosophers_ms: explore(philosophers(5), 5).ms,
  });
}
