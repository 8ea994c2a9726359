import { describe, expect, it } from 'vitest';
import { sweep } from '../../../base/sweep.ts';
import { chance, draw } from '../chance.ts';
import { Model } from '../engine.ts';
import { randomModule, randomProgram } from '../random-program.ts';
import { Move, TYPING } from '../choice.ts';
import { countMoves, scheduleOf, shorten, type Schedule } from '../schedule.ts';
import { strategies, choosers } from '../strategies/registry.ts';
import { decodeSchedule, encodeSchedule } from './schedule-text.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

const plain = { module: randomModule, seed: 1, timed: true, traced: false };

/** Any schedule, whether or not a program fits it. */
function anySchedule(seed: number): Schedule {
  const below = (limit: number, salt: number) => draw(seed, salt, limit);
  const steps = below(40, 1) * (below(8, 2) === 0 ? 60 : 1);
  const threads = 1 + below(below(9, 3) === 0 ? 1024 : 6, 4);
  const choices = Uint16Array.from({ length: steps }, (_, n) => {
    const move = below(12, 300 + n) === 0 ? 1 + below(3, 400 + n) : 0;
    return move === Move.type ? TYPING : 4 * below(threads, 1000 + n) + move;
  });
  const schedule = {
    seed: chance(seed, 5) | 0,
    timed: below(2, 6) === 0,
    cost: below(3, 7) / 8,
    start: below(3, 8) / 4,
    killsAtOnce: below(3, 9) === 0,
    choices,
    reports: seeds(countMoves(choices, Move.lose)).map((n) => (n % 2 === 0 ? '' : `Spät ${n}`)),
    typed: seeds(countMoves(choices, Move.type)).map((n) => ({
      terminal: below(9, 500 + n),
      line: [null, '', `größer ${n}`][below(3, 600 + n)] ?? null,
    })),
  };
  if (below(2, 10) === 0) return schedule;
  let time = schedule.start * 1000;
  const times = Float64Array.from({ length: steps }, (_, n) => {
    const span = below(3, 5000 + n) === 0 ? below(60_000, 6000 + n) * 100 : below(90, 7000 + n);
    time = Math.min(2 ** 45, time + span);
    return time / 1000;
  });
  const clockReads = seeds(steps).filter((n) => below(9, 8000 + n) === 0);
  return { ...schedule, times, clockReads };
}

describe('a schedule as text', () => {
  it('comes back as it was, times to ten microseconds, clock readings to one', () => {
    for (const seed of seeds(sweep(60, 300, 3000))) {
      const schedule = anySchedule(seed);
      const text = encodeSchedule(schedule) ?? '';
      const { schedule: read, problem } = decodeSchedule(text);
      expect(problem).toBeUndefined();
      expect({ ...read, times: undefined }).toEqual({ ...schedule, times: undefined });
      for (const [step, time] of (schedule.times ?? []).entries()) {
        const told = read.times![step]!;
        if (schedule.clockReads!.includes(step)) expect(told).toBe(time);
        else expect(Math.abs(told - time)).toBeLessThanOrEqual(0.01);
        expect(told).toBeGreaterThanOrEqual(read.times![step - 1] ?? 0);
      }
      expect(encodeSchedule(read)).toBe(text);
    }
  });

  it('takes few bytes a step', () => {
    const model = new Model({ ...plain, params: randomProgram(0), strategy: strategies.random() });
    const rows = choosers.map((name) => {
      let bytes = 0;
      let steps = 0;
      for (const seed of seeds(20)) {
        model.restart({ params: randomProgram(seed), seed, strategy: strategies[name]() });
        model.run(2000);
        bytes += (encodeSchedule(scheduleOf(model))?.length ?? 0) * 0.75;
        steps += model.stepCount;
      }
      return { name, perStep: bytes / steps };
    });
    for (const { name, perStep } of rows) expect(perStep, name).toBeLessThan(1.5);
  });

  it('that is too long is refused, and can be shortened', () => {
    const long = { ...anySchedule(1), choices: new Uint16Array(2 ** 20 + 1) };
    expect(encodeSchedule(long)).toBeUndefined();
    expect(encodeSchedule(shorten(long, 2 ** 20))?.length).toBeLessThan(4000);
  });
});
