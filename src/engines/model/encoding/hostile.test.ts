/** Any text gives a schedule, a problem, and a run up to where it fits. */
import { expect, it } from 'vitest';
import { sweep } from '../../../base/sweep.ts';
import { draw } from '../chance.ts';
import { Model } from '../engine.ts';
import { randomModule, randomProgram } from '../random-program.ts';
import { replay } from '../replay.ts';
import { scheduleOfTrace } from '../record.ts';
import { scheduleOf } from '../schedule.ts';
import { hand } from '../strategies/hand.ts';
import { random } from '../strategies/random.ts';
import { decodeSchedule, encodeSchedule } from './schedule-text.ts';

const MUTATIONS = sweep(1000, 2500, 100_000);
const PROGRAM = { module: randomModule, params: randomProgram(33), seed: 5, timed: false };
const CHARS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%=+ é\u0000';

const original = new Model({ ...PROGRAM, strategy: random() });
original.run(2000);
const texts = [
  encodeSchedule(scheduleOf(original)) ?? '',
  encodeSchedule(scheduleOfTrace(original.trace, PROGRAM, 5).schedule) ?? '',
];

function mutate(seed: number): string {
  const below = (limit: number, salt: number) => draw(seed, salt, Math.max(1, limit));
  const text = texts[below(2, 0)] ?? '';
  const place = below(text.length + 1, 1);
  const end = place + below(text.length - place + 1, 2);
  const char = CHARS[below(CHARS.length, 3)] ?? '';
  switch (below(7, 4)) {
    case 0:
      return text.slice(0, place);
    case 1:
      return text.slice(0, place) + text.slice(end);
    case 2:
      return text.slice(0, place) + char + text.slice(place);
    case 3:
      return text.slice(0, place) + char + text.slice(place + 1);
    case 4:
      return text.slice(0, end) + text.slice(place);
    case 5:
      return String(below(12, 5)) + text.slice(1);
    default:
      return Array.from(text, (old, n) => (below(9, 10 + n) === 0 ? char : old)).join('');
  }
}

it('never throws, never hangs, and says what is wrong', { timeout: 600_000 }, () => {
  const model = new Model({ ...PROGRAM, strategy: hand(), traced: false });
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (let seed = 0; seed < MUTATIONS; seed++) {
    const text = mutate(seed);
    const { schedule, problem } = decodeSchedule(text);
    // An undetected change must have changed nothing.
    if (problem === undefined) expect(texts).toContain(encodeSchedule(schedule));
    count(problem?.kind ?? 'none');

    model.restart({ ...PROGRAM, seed: schedule.seed, timed: schedule.timed, cost: schedule.cost });
    const misfit = replay(model, schedule, 200);
    expect(model.stepCount).toBe(misfit?.step ?? Math.min(200, schedule.choices.length));
    count(misfit === undefined ? 'fits' : misfit.why);
  }
  // Each kind has occurred.
  for (const kind of ['not-a-schedule', 'newer-version', 'cut-short', 'damaged']) {
    expect(seen.get(kind), kind).toBeGreaterThan(MUTATIONS / 25);
  }
  for (const why of ['no-such-thread', 'not-started', 'ended', 'blocked', 'not-barred', 'over']) {
    expect(seen.get(why) ?? 0, why).toBeGreaterThan(0);
  }
});
