import type { ParamValues } from '../../base/param-values.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isWhole } from '../../base/sweep.ts';
import { EndStatus, Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Run } from '../run.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { LiveEngine, type StartOptions } from './engine.ts';

let engine: LiveEngine | undefined;
afterEach(() => {
  engine?.dispose();
  engine = undefined;
});

const quick = { threads: 4, seed: 1, speed: 20, paused: false };

async function start(
  transport: 'shared' | 'message',
  scenario: string,
  params: ParamValues,
  options: Partial<StartOptions> = {},
): Promise<Run> {
  engine ??= new LiveEngine({
    transport,
    onFailure: (report) => {
      throw new Error(report);
    },
  });
  const { coreOnly = false } = findScenario(scenario) ?? {};
  const all: StartOptions = { ...quick, coreOnly, ...options };
  await engine.prepare(scenario, all);
  return engine.start({ kind: 'scenario', id: scenario, params }, all);
}

/** Pumps like a page until `done` returns true. */
async function until(run: Run, done: () => boolean): Promise<void> {
  const deadline = performance.now() + 50_000;
  while (!done()) {
    if (performance.now() > deadline)
      throw new Error(`waited in vain: ${describeTrace(run.trace)}`);
    await new Promise((resolve) => setTimeout(resolve, 4));
    run.pump();
  }
}

const ended = (run: Run) => until(run, () => run.status === 'ended');

function describeTrace(trace: Trace): string {
  const lines = [];
  for (let seq = Math.max(0, trace.length - 30); seq < trace.length; seq++) {
    const e = trace.event(seq);
    const phase = Object.keys(Phase)[e.phase];
    lines.push(
      `${e.time.toFixed(1)} ${phase} ${trace.opInfo(seq)?.name ?? ''} t${e.thread} ${e.text}`,
    );
  }
  return `${trace.length} events\n${lines.join('\n')}`;
}

function prints(trace: Trace): string[] {
  const lines = [];
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.opInfo(seq)?.name === 'print') lines.push(trace.text(seq));
  }
  return lines;
}

function ends(trace: Trace): EndStatus[] {
  const statuses: EndStatus[] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.phase(seq) === Phase.end) statuses[trace.thread(seq)] = trace.value(seq) as EndStatus;
  }
  return statuses;
}

const eats = { seats: 2, guests: 6, meal: 0.4, extra: false };

describe.each(['shared', 'message'] as const)('a live run over %s transport', (transport) => {
  it('lets at most as many in as there are permits', async () => {
    const run = await start(transport, 'five-seats', eats, { threads: 7 });
    await ended(run);
    expect(run.transport.kind).toBe(transport);
    let seated = 0;
    for (const line of prints(run.trace)) {
      if (line.endsWith('sits down')) seated++;
      if (line.endsWith('gets up')) seated--;
      expect(seated).toBeLessThanOrEqual(2);
    }
    expect(prints(run.trace).at(-1)).toBe('the last guest has left');
    expect(ends(run.trace)).toEqual(Array(7).fill(EndStatus.returned));
  });

  it.runIf(isWhole)('raises for one release too many, and the process exits with 1', async () => {
    const run = await start(transport, 'five-seats', { ...eats, extra: true }, { threads: 7 });
    await ended(run);
    const last = run.trace.event(run.trace.length - 1);
    expect([last.phase, last.value]).toEqual([Phase.exit, 1]);
    const raised = Array.from({ length: run.trace.length }, (_, seq) => run.trace.event(seq)).find(
      (e) => e.phase === Phase.raise,
    );
    expect(raised?.text).toBe('ValueError: Semaphore released too many times');
  });

  it('carries values over a pipe, each receive naming its send', async () => {
    const run = await start(transport, 'parent-child-pipe', {
      values: 4,
      think: 0.1,
      ahead: false,
    });
    await ended(run);
    expect(prints(run.trace)).toContain('parent got 16');
    expect(prints(run.trace).at(-1)).toBe('child ended with exit code 0');
    const { trace } = run;
    for (let seq = 0; seq < trace.length; seq++) {
      if (trace.phase(seq) !== Phase.done || trace.opInfo(seq)?.name !== 'recv') continue;
      const sent = trace.event(trace.cause(seq));
      expect(trace.ops[sent.op]?.name).toBe('send');
      expect(sent.text).toBe(trace.text(seq));
    }
  });

  it('stands still while paused and goes on without a jump', async () => {
    const run = await start(transport, 'traffic-light', {
      cars: 3,
      poll: false,
      red: 1,
      green: 1,
      yellow: 1,
      lap: 1,
      nap: 0.1,
    });
    await until(run, () => run.trace.length > 60);
    run.pause();
    // Threads inside an operation finish it first.
    let length: number;
    do {
      ({ length } = run.trace);
      await new Promise((resolve) => setTimeout(resolve, 150));
      run.pump();
    } while (run.trace.length > length);
    const now = run.now();
    await new Promise((resolve) => setTimeout(resolve, 300));
    run.pump();
    expect([run.trace.length, run.now(), run.status]).toEqual([length, now, 'paused']);
    const from = performance.now();
    run.resume();
    await until(run, () => run.trace.length > length + 30);
    // Time stopped meanwhile: since then it has advanced at most at full speed.
    const most = quick.speed * (performance.now() - from + 1);
    expect(run.trace.time(length) - now).toBeLessThanOrEqual(most);
    run.stop();
    expect(run.status).toBe('ended');
  });

  it.runIf(isWhole)('starts again and again with the Workers it has', async () => {
    for (let n = 0; n < 12; n++) {
      const run = await start(transport, 'five-seats', eats, { threads: 7 });
      await until(run, () => run.trace.length > 12);
      const { busy, idle } = run.workers();
      expect(busy + idle).toBeLessThanOrEqual(14);
    }
    const last = await start(transport, 'five-seats', eats, { threads: 7 });
    await ended(last);
    await until(last, () => {
      const { busy, idle } = last.workers();
      return busy === 0 && idle === 7;
    });
  });
});

/** What `new SharedArrayBuffer(bytes)` does. */
function stubSharedMemory(make: (bytes: number) => SharedArrayBuffer): void {
  const construct = (_target: unknown, [bytes]: [number]) => make(bytes);
  vi.stubGlobal('SharedArrayBuffer', new Proxy(SharedArrayBuffer, { construct }));
}

it('starts again and again in the memory of runs that are over', async () => {
  const Real = SharedArrayBuffer;
  // On a busy machine a Worker may take too long to leave: with it goes the memory of its run.
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  let [made, terminated] = [0, 0];
  stubSharedMemory((bytes) => {
    made += 1;
    return new Real(bytes);
  });
  try {
    for (let n = 0; n < 8; n++) {
      const run = await start('shared', 'five-seats', eats, { threads: 7 });
      await until(run, () => run.trace.length > 12);
      run.stop();
      await until(run, () => run.workers().idle === 7);
    }
    const last = await start('shared', 'five-seats', eats, { threads: 7 });
    await ended(last);
    expect(ends(last.trace).every((status) => status === EndStatus.returned)).toBe(true);
    terminated = terminate.mock.calls.length;
  } finally {
    vi.unstubAllGlobals();
    terminate.mockRestore();
  }
  expect(made).toBeLessThanOrEqual(2 + terminated);
});

it('a run for which there is no memory leaves nothing behind that ticks', async () => {
  const ticking = vi.spyOn(globalThis, 'setInterval');
  stubSharedMemory(() => {
    throw new RangeError('Array buffer allocation failed');
  });
  try {
    await expect(start('shared', 'five-seats', eats)).rejects.toThrow('allocation failed');
    expect(ticking).not.toHaveBeenCalled();
  } finally {
    vi.unstubAllGlobals();
    ticking.mockRestore();
  }
});

it.runIf(isWhole)('lets Workers go that the scenario in view does not need', async () => {
  const run = await start('shared', 'hundred-threads', { lock: true, gap: 0 }, { threads: 101 });
  await until(run, () => run.trace.threads.length > 20);
  const next = await start('shared', 'five-seats', eats, { threads: 7 });
  await until(next, () => next.status === 'ended' && next.workers().idle === 7);
});

it.runIf(isWhole)('runs a hundred threads at once', async () => {
  const run = await start('shared', 'hundred-threads', { lock: true, gap: 0 }, { threads: 101 });
  await ended(run);
  expect(run.trace.threads.length).toBe(101);
  expect(ends(run.trace).every((status) => status === EndStatus.returned)).toBe(true);
});
