/** Exported files, parsed as other tools parse them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Importer } from '../import/importer.ts';
import { traceIn } from '../import/trace-in.ts';
import { encodeTrace, encodeTraceText } from '../trace/codec/encode-trace.ts';
import { randomTrace } from '../trace/random-trace.ts';
import { traceOf } from '../trace/trace-notation.ts';
import type { Trace } from '../trace/trace.ts';
import { chromeEvents, chromeTrace } from './chrome-trace.ts';
import { csv, mermaid, plainText } from './texts.ts';
import { tell } from './told.ts';

const STORY = `
  process P
  thread main in P
  lock m in P
  queue q in P limit 2
  0 main runs
  process C parent P
  thread t1 in P
  thread child in C
  10 main start t1 @s
  14 t1 runs <s
  15 child runs
  20 main acquire m = 1
  30 t1 waits acquire m for main
  100 main release m = 0 @r
  100 main wakes t1 m <r
  104 t1 acquire m = 1
  110 main waits get q
  200 t1 put q = 1 "'a'" @p
  200 t1 wakes main q <p
  204 main get q = 0 "'a'" <p
  220 main waits sleep limit 80
  300 main sleep
  310 t1 ends
`;

type Json = Readonly<Record<string, unknown>>;

/** Enclosing slices of a thread at an instant, as an importer nests them: by time, then in file order. */
function enclosing(events: readonly Json[], { pid, tid, ts }: Json): readonly Json[] {
  return events.filter(
    (e) =>
      e['ph'] === 'X' &&
      e['pid'] === pid &&
      e['tid'] === tid &&
      Number(e['ts']) <= Number(ts) &&
      Number(e['ts']) + Number(e['dur']) >= Number(ts),
  );
}

describe.each<[string, Trace]>([
  ['a story', traceOf(STORY)],
  ['a made-up trace', randomTrace({ events: 3000, seed: 5, threads: 12 })],
])('%s as a Chrome trace', (_name, trace) => {
  const events = chromeEvents(tell(trace));
  const of = (ph: string) => events.filter((event) => event['ph'] === ph);

  test('ids are numbers, never 0, and the first thread of a process has its number', () => {
    for (const event of events) {
      expect(Number.isInteger(event['pid'])).toBe(true);
      expect(event['pid']).toBeGreaterThan(0);
      if (event['ph'] === 'C') continue;
      if (event['tid'] === undefined) expect(event['name']).toMatch(/^process_/);
      else expect(event['tid']).toBeGreaterThan(0);
    }
    const threads = of('M').filter(({ name }) => name === 'thread_name');
    expect(new Set(threads.map(({ tid }) => tid)).size).toBe(trace.threads.length);
  });

  test('names and order are told', () => {
    const counts = (name: string) => of('M').filter((event) => event['name'] === name).length;
    expect(counts('thread_name')).toBe(trace.threads.length);
    expect(counts('thread_sort_index')).toBe(trace.threads.length);
    expect(counts('process_name')).toBeGreaterThanOrEqual(trace.processes.length);
    expect(counts('process_sort_index')).toBe(counts('process_name'));
  });

  test('times never fall, and slices lie in each other', () => {
    const times = events.filter(({ ph }) => ph !== 'M').map(({ ts }) => Number(ts));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const stacks = new Map<unknown, number[]>();
    for (const { tid, ts, dur } of of('X')) {
      const stack = stacks.get(tid) ?? [];
      stacks.set(tid, stack);
      while (stack.length > 0 && stack.at(-1)! <= Number(ts)) stack.pop();
      const end = Number(ts) + Number(dur);
      if (stack.length > 0) expect(end).toBeLessThanOrEqual(stack.at(-1)! + 0.0011);
      stack.push(end);
    }
  });

  test('a hold has an id of its own, with a beginning and an end', () => {
    const begun = of('b').map(({ id }) => id);
    expect(begun.length).toBeGreaterThan(0);
    expect(new Set(begun).size).toBe(begun.length);
    expect(new Set(of('e').map(({ id }) => id))).toEqual(new Set(begun));
  });

  test('a flow has an id of its own, and both its ends lie in slices', () => {
    const [starts, ends] = [of('s'), of('f')];
    expect(starts.length).toBeGreaterThan(0);
    expect(new Set(starts.map(({ id }) => id)).size).toBe(starts.length);
    const idsOf = (points: readonly Json[]) => new Set(points.map(({ id }) => id));
    expect(ends.length).toBe(starts.length);
    expect(idsOf(ends)).toEqual(idsOf(starts));
    for (const end of ends) expect(end['bp']).toBe('e');
    for (const point of [...starts, ...ends])
      expect(enclosing(events, point), JSON.stringify(point)).not.toEqual([]);
  });

  test('counters are numbers', () => {
    for (const { args } of of('C'))
      for (const value of Object.values(args as object)) expect(Number.isFinite(value)).toBe(true);
    expect(of('C').length).toBeGreaterThan(0);
  });

  test('it comes back as it was', () => {
    const back = traceIn(chromeTrace(tell(trace), 'a title', trace.sources));
    expect(encodeTraceText(back)).toBe(encodeTraceText(trace));
  });
});

const fixtures = new URL('../import/fixtures/', import.meta.url);
test.each(readdirSync(fixtures).filter((name) => /json(\.gz)?$/.test(name)))(
  'what another tool recorded is the same after it has been saved: %s',
  (name) => {
    const importer = new Importer();
    importer.push(readFileSync(new URL(name, fixtures)));
    let found;
    try {
      found = importer.end();
    } catch {
      return;
    }
    if (found.kind === 'run') return;
    const { trace } = found;
    const text = encodeTraceText(trace);
    for (const back of [traceIn(text), traceIn(chromeTrace(tell(trace), '', trace.sources))]) {
      expect(back.tracks).toEqual(trace.tracks);
      expect(encodeTrace(back)).toEqual(encodeTrace(trace));
    }
  },
);

test('what slices carry is among the events, for other tools', () => {
  const clang = traceIn(readFileSync(new URL('clang.json', fixtures), 'utf8'));
  const back = traceIn(JSON.stringify(chromeEvents(tell(clang))));
  expect(back.tracks.texts).toContain('text: detail: /usr/include/c++/13/vector');
  const browser = traceIn(readFileSync(new URL('browser.json', fixtures), 'utf8'));
  expect(chromeEvents(tell(browser))).toContainEqual(
    expect.objectContaining({
      ph: 'b',
      name: 'fetch',
      args: { text: 'url: https://a.test/f, status: 200' },
    }),
  );
});

test('who reads the events alone finds the same threads, waits and arrows', () => {
  const trace = traceOf(STORY);
  const back = traceIn(JSON.stringify(chromeEvents(tell(trace))));
  expect(back.threads.map(({ name }) => name)).toEqual(['main', 't1', 'child']);
  const phases = Array.from({ length: back.length }, (_, seq) => back.phase(seq));
  // Main and t1 have three waits in all.
  expect(phases.filter((phase) => phase === 4).length).toBe(3);
  expect(back.tracks.counters.map(({ name }) => name)).toEqual(['queue q items']);
});

test('as text', () => {
  const told = tell(traceOf(STORY));
  expect(plainText(told, 'A story').split('\n').slice(0, 5)).toEqual([
    'A story',
    '',
    '      time  thread  event    what',
    '----------  ------  -------  --------------',
    '  0.000 ms  -       process  P',
  ]);
  expect(mermaid(told)).toContain("  t1->>t0: q 'a'\n");
  expect(mermaid(told)).toMatch(/^sequenceDiagram\n {2}participant t0 as main\n/);
});

test('as a table, in which nothing is a formula', () => {
  const story = `
    process P
    thread main in P
    0 main runs
    1 main write "=1+1,\\"x\\""
  `;
  const lines = csv(tell(traceOf(story))).split('\r\n');
  expect(lines[0]).toBe(
    'seq,time_ms,process,thread,event,operation,object,other,value,text,cause,line',
  );
  expect(lines.length).toBe(6);
  for (const line of lines) expect(line).not.toMatch(/(?:^|,)"?[=+@]/);
});
