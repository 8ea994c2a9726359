/** A step run paced in program time: the events present at each time, whatever the reader does to the clock. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bug } from '../base/bug.ts';
import type { Ms } from '../base/units.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { Trace } from '../trace/trace.ts';
import { PacedRun } from './paced-run.ts';
import type { StepEnd, StepRun, Until } from './step-run.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Steps known in advance: one for each event of a trace. `input` marks where a line is to be typed. */
class KnownSteps implements Partial<StepRun> {
  readonly trace: Trace;
  readonly transport = { kind: 'model' } as const;
  status: StepRun['status'] = 'paused';
  readonly #all: Trace;
  readonly #last: StepEnd;
  readonly #inputAt: number;
  typed = 0;

  constructor(text: string, last: StepEnd, inputAt = Infinity) {
    this.#all = traceOf(`process P\nthread main in P\n${text}`);
    this.trace = new Trace(this.#all.ops);
    this.#last = last;
    this.#inputAt = inputAt;
  }

  now(): Ms {
    return this.trace.endTime;
  }

  pump(): boolean {
    return false;
  }

  run(_most: number, until?: Until): Promise<StepEnd> {
    const time = until?.kind === 'time' ? until.time : bug('no time was given');
    while (this.trace.length < this.#all.length) {
      if (this.trace.length === this.#inputAt && this.typed === 0) return Promise.resolve('input');
      const next = this.#all.event(this.trace.length);
      if (next.time > time) return Promise.resolve('met');
      this.trace.append(next);
    }
    if (this.#last === 'finished') this.status = 'ended';
    return Promise.resolve(this.#last);
  }

  typeLine(): Promise<StepEnd> {
    this.typed += 1;
    return Promise.resolve('limit');
  }

  stop(): void {
    this.status = 'ended';
  }
}

const begin = (steps: KnownSteps, speed = 1, paused = false): PacedRun =>
  new PacedRun(steps as unknown as StepRun, { speed, paused }, (error) => {
    throw error;
  });

const pass = (time: Ms) => vi.advanceTimersByTimeAsync(time);

const sleeps = '0 main runs\n1000 main print "a"\n2000 main print "b"\n2000 main ends';
/** Number of events besides declarations. */
const happened = ({ trace }: PacedRun) => Math.max(0, trace.length - 2);

test('an event is there once its program time has come', async () => {
  const run = begin(new KnownSteps(sleeps, 'finished'));
  expect(run.status).toBe('starting');
  await pass(100);
  expect([run.status, happened(run)]).toEqual(['running', 1]);
  await pass(800);
  expect(happened(run)).toBe(1);
  await pass(200);
  expect(happened(run)).toBe(2);
  await pass(1000);
  expect([run.status, happened(run), run.now()]).toEqual(['ended', 4, 2000]);
});

test('at another speed, changed on the way', async () => {
  const run = begin(new KnownSteps(sleeps, 'finished'), 10);
  await pass(60);
  expect(happened(run)).toBe(1);
  await pass(80);
  expect(happened(run)).toBe(2);
  run.setSpeed(0.1);
  await pass(3000);
  expect([happened(run), run.speed]).toEqual([2, 0.1]);
});

test('paused, time stands still, and goes on where it stood', async () => {
  const run = begin(new KnownSteps(sleeps, 'finished'));
  await pass(500);
  run.pause();
  const time = run.now();
  await pass(5000);
  expect([run.status, run.now(), happened(run)]).toEqual(['paused', time, 1]);
  run.resume();
  await pass(400);
  expect(happened(run)).toBe(1);
  await pass(200);
  expect(happened(run)).toBe(2);
});

test('begun paused, nothing happens', async () => {
  const run = begin(new KnownSteps(sleeps, 'finished'), 1, true);
  await pass(1000);
  expect([run.status, run.trace.length]).toEqual(['paused', 0]);
});

test('while nobody can move before a line is typed, time stands still', async () => {
  const run = begin(new KnownSteps(sleeps, 'finished', 4));
  await pass(5000);
  const time = run.now();
  expect(happened(run)).toBe(2);
  expect(time).toBeLessThan(1200);
  run.type(0, 'Ada');
  await pass(500);
  expect(happened(run)).toBe(2);
  await pass(700);
  expect(happened(run)).toBe(4);
});

test('in a deadlock time goes on', async () => {
  const run = begin(new KnownSteps('0 main runs', 'deadlock'));
  await pass(3000);
  expect([run.status, happened(run)]).toEqual(['running', 1]);
  expect(run.now()).toBeGreaterThan(2900);
});

test('stopped, it has ended, and never goes on', async () => {
  const run = begin(new KnownSteps(sleeps, 'finished'));
  await pass(500);
  run.stop();
  const time = run.now();
  await pass(3000);
  expect([run.status, run.now(), happened(run)]).toEqual(['ended', time, 1]);
});
