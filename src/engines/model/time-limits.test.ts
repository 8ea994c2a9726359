/** A wait with a timeout never exceeds it, whatever wakes the thread on the way. */
import { describe, expect, it } from 'vitest';
import { sweep } from '../../base/sweep.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Model } from './engine.ts';
import { randomModule, randomProgram } from './random-program.ts';
import { fewestSwitches } from './strategies/fewest-switches.ts';
import { nasty } from './strategies/nasty.ts';
import { random } from './strategies/random.ts';
import { roundRobin } from './strategies/round-robin.ts';

/** Timeouts in a trace are whole milliseconds, rounded up. */
const ROUNDED_MS = 1;

/** Exceeded timeouts, as sentences; includes threads that wait at the end. */
function overdue(trace: Trace, end: number): string[] {
  const found: string[] = [];
  const limits = new Map<number, number>();
  const check = (time: number): void => {
    for (const [thread, limit] of limits) {
      if (time > limit + ROUNDED_MS) found.push(`thread ${thread} waits at ${time} past ${limit}`);
    }
  };
  for (let seq = 0; seq < trace.length; seq++) {
    const { phase, thread, value, time } = trace.event(seq);
    if (phase === Phase.wake) continue;
    // Waiting again does not extend its timeout.
    if (phase !== Phase.block) limits.delete(thread);
    else if (value >= 0 && !limits.has(thread)) limits.set(thread, time + value);
    check(time);
  }
  for (const [thread, limit] of limits)
    found.push(`thread ${thread} waits for ever, not to ${limit}`);
  check(end);
  return found;
}

const strategies = { fewestSwitches, nasty, random, roundRobin };

describe.each(Object.entries(strategies))('%s', (_name, strategy) => {
  it('lets nobody wait past its time limit', () => {
    const model = new Model({
      module: randomModule,
      params: randomProgram(0),
      seed: 0,
      strategy: strategy(),
      timed: true,
    });
    let limited = 0;
    for (let seed = 0; seed < sweep(40, 150, 1000); seed++) {
      model.restart({ params: randomProgram(seed), seed });
      const end = model.run(2000);
      const { trace } = model;
      for (let seq = 0; seq < trace.length; seq++) {
        if (trace.phase(seq) === Phase.block && trace.value(seq) >= 0) limited++;
      }
      const wrong = overdue(trace, model.time);
      // A process that has ended may leave other threads in the middle of their waits.
      expect(
        end === 'deadlock' ? wrong : wrong.filter((text) => text.includes(' at ')),
        `${seed}`,
      ).toEqual([]);
    }
    expect(limited).toBeGreaterThan(sweep(40, 150, 1000));
  });
});
