import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isWhole, sweep } from '../../base/sweep.ts';
import { randomNumbers, randomTrace } from '../random-trace.ts';
import { traceOf } from '../trace-notation.ts';
import { Trace } from '../trace.ts';
import { encodeTrace, encodeTraceText } from './encode-trace.ts';
import { parseTrace, parseTraceText } from './parse-trace.ts';

const frozen = new URL('frozen/', import.meta.url);
const names = readdirSync(frozen).filter((name) => name.endsWith('.weft-trace.json'));
const textOf = (name: string) => readFileSync(new URL(name, frozen), 'utf8');

const eventsOf = (trace: Trace) => Array.from({ length: trace.length }, (_, i) => trace.event(i));

function parsed(json: unknown): Trace {
  const result = parseTrace(json);
  if (!result.ok) throw new Error(`${result.problem.where} ${result.problem.what}`);
  return result.trace;
}

const named = traceOf(`
  process P
  thread main in P
  thread t1 in P daemon
  lock m in P
  queue pool._taskqueue in P inner fields job,part,call
  0    main runs
  1    main start t1 @s %0
  1.2  t1 runs <s %1
  2    t1 acquire m :12
  3    main waits acquire m for t1 limit 50
  4    t1 release m = 0 @r
  4    t1 wakes main m <r
  5    main acquire m <r
  5    main put pool._taskqueue = 1 "'job'"
  7    t1 raises get pool._taskqueue "queue.Empty"
  8    t1 ends killed "report"
  9    main exits 1
  9    - halts 0 "report"
`);

test.each([
  ['every phase', named],
  ['a made-up run', randomTrace({ events: 3000, seed: 5 })],
] as const)('%s is the same trace after it has been written and read', (_name, trace) => {
  const back = parsed(JSON.parse(encodeTraceText(trace, 'run')));
  const rounded = ({ real, ...event }: ReturnType<Trace['event']>) => ({
    ...event,
    real: Math.round(real * 1000),
  });
  expect(eventsOf(back).map(rounded)).toEqual(eventsOf(trace).map(rounded));
  expect([back.ops, back.sources, back.cores]).toEqual([trace.ops, trace.sources, trace.cores]);
  expect(back.threads).toEqual(trace.threads);
  expect(back.objects).toEqual(trace.objects);
  // Encoding the decoded trace gives the same file.
  expect(encodeTrace(back)).toEqual(encodeTrace(parsed(encodeTrace(back))));
});

const tracked = {
  format: 'weft-trace',
  version: 3,
  events: [
    { phase: 'process', details: { name: 'P' } },
    { phase: 'thread', details: { name: 'main', process: 0 } },
  ],
  tracks: {
    names: ['f', 'g'],
    slices: [
      {
        process: 0,
        thread: 0,
        rows: [
          { start: [0, 5.25], end: [5.25, 9], name: [0, 1] },
          { start: [1], end: [2], name: [1] },
        ],
      },
    ],
    counters: [{ name: 'size', process: 0, start: [0, 3], value: [1, -2.5] }],
    totals: { count: [1, 2], total: [5.25, 4.75], self: [4.25, 4.75], longest: [5.25, 3.75] },
    end: 10,
  },
};

test('slices and counters are the same after they have been written and read', () => {
  const trace = parsed(tracked);
  expect(trace.endTime).toBe(10);
  expect([...trace.tracks.totals.total]).toEqual([5.25, 4.75]);
  expect(parsed(JSON.parse(encodeTraceText(trace))).tracks).toEqual(trace.tracks);
});

test('what slices carry comes back, and needs its version', () => {
  const carrying = structuredClone(tracked) as typeof tracked & { tracks: { texts?: string[] } };
  carrying.tracks.texts = ['', 'detail: vector'];
  Object.assign(carrying.tracks.slices[0]!.rows[0]!, { text: [0, 1] });
  expect(parseTrace(carrying)).toMatchObject({ problem: { where: 'tracks.texts' } });
  const trace = parsed({ ...carrying, version: 5 });
  const { texts, slices } = trace.tracks;
  expect(slices[0]!.rows.map(({ text }) => text && [...text].map((at) => texts[at]))).toEqual([
    ['', 'detail: vector'],
    undefined,
  ]);
  expect(encodeTrace(trace)).toMatchObject({ version: 5 });
  expect(parsed(JSON.parse(encodeTraceText(trace))).tracks).toEqual(trace.tracks);
  expect(Trace.unpack(trace.pack()).tracks).toEqual(trace.tracks);
});

test.each([
  [[0, 2], 'tracks.slices[0].rows[0].text[1]'],
  [[0], 'tracks.slices[0].rows[0]'],
  [[0, -1], 'tracks.slices[0].rows[0].text[1]'],
])('texts %j are refused with their place', (text, where) => {
  const wrong = structuredClone({ ...tracked, version: 5 });
  Object.assign(wrong.tracks, { texts: ['', 'x'] });
  Object.assign(wrong.tracks.slices[0]!.rows[0]!, { text });
  expect(parseTrace(wrong)).toMatchObject({ ok: false, problem: { where } });
});

test.each<[change: (tracks: typeof tracked.tracks) => unknown, where: string]>([
  [(t) => (t.slices[0]!.rows[0]!.start[1] = 5), 'tracks.slices[0].rows[0].start[1]'],
  [(t) => (t.slices[0]!.rows[0]!.end[1] = 5), 'tracks.slices[0].rows[0].end[1]'],
  [(t) => (t.slices[0]!.rows[1]!.name[0] = 2), 'tracks.slices[0].rows[1].name[0]'],
  [(t) => (t.slices[0]!.rows[1]!.name[0] = 0.5), 'tracks.slices[0].rows[1].name[0]'],
  [(t) => (t.slices[0]!.rows[1]!.start = []), 'tracks.slices[0].rows[1]'],
  [(t) => (t.slices[0]!.thread = 1), 'tracks.slices[0].thread'],
  [(t) => (t.counters[0]!.start[1] = -1), 'tracks.counters[0].start'],
  [(t) => (t.counters[0]!.value[1] = Number.NaN), 'tracks.counters[0].value[1]'],
  [(t) => (t.totals.self = [1]), 'tracks.totals.self'],
])('tracks %# are refused with their place', (change, where) => {
  const wrong = structuredClone(tracked);
  change(wrong.tracks);
  expect(parseTrace(wrong)).toMatchObject({ ok: false, problem: { where } });
});

test.runIf(isWhole)('a hundred thousand events take less than ten megabytes', () => {
  const text = encodeTraceText(randomTrace({ events: 100_000, seed: 1 }));
  expect(text.length).toBeLessThan(10_000_000);
  const back = parseTraceText(text);
  expect(back.ok && back.trace.length).toBeGreaterThanOrEqual(100_000);
});

test.each(names)('%s is read as it was', async (name) => {
  const result = parseTraceText(textOf(name));
  expect(result).toMatchObject({ ok: true });
  const trace = parsed(JSON.parse(textOf(name)));
  const told = {
    threads: trace.threads,
    objects: trace.objects,
    sources: trace.sources.map(({ id }) => id),
    events: trace.length,
    ...(trace.waits.length > 0 ? { waits: trace.waits } : {}),
    ...(trace.tracks.texts.length > 0 ? { tracks: encodeTrace(trace)['tracks'] } : {}),
  };
  const file = `frozen/${name.replace('.weft-trace.json', '.read.txt')}`;
  await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot(file);
});

test('a kind that is not known keeps its name, a role that is not known is none', () => {
  const trace = parsed(JSON.parse(textOf('workshop.weft-trace.json')));
  expect(trace.objects[0]).toMatchObject({ kind: 'other', kindName: 'turnstile', measure: 'hold' });
  expect(trace.objects[2]).toMatchObject({ kind: 'other', of: 1 });
  expect(trace.objects[2]).not.toHaveProperty('role');
  const again = encodeTrace(trace) as { events: { details?: { kind?: string } }[] };
  expect(again.events[2]?.details?.kind).toBe('turnstile');
});

const head = { format: 'weft-trace', version: 2 };
const ops = [{ name: 'acquire', wait: 'sync', hold: 'take' }];
const thread = { phase: 'thread', details: { name: 'main' } };
const done = { op: 'acquire', thread: 0 };

test.each<[where: string, what: string, json: unknown]>([
  ['format', 'must be "weft-trace"', []],
  ['format', 'must be "weft-trace"', { format: 'weft-run', version: 2 }],
  ['version', 'is 6: newer', { ...head, version: 6 }],
  ['version', 'must be 2, 3, 4 or 5, and is 1', { ...head, version: 1 }],
  ['version', 'must be 2, 3, 4 or 5, and is "2"', { ...head, version: '2' }],
  ['evnts', 'is no field here', { ...head, evnts: [] }],
  ['ops', 'must be a list, and is an object', { ...head, ops: {} }],
  ['ops[0]', 'must be an object, and is "acquire"', { ...head, ops: ['acquire'] }],
  [
    'ops[0].hold',
    'must be one of take, give, and is "grab"',
    {
      ...head,
      ops: [{ name: 'a', hold: 'grab' }],
    },
  ],
  [
    'sources[1].id',
    'must be that of no other source',
    {
      ...head,
      sources: [{ id: 'a' }, { id: 'a' }],
    },
  ],
  ['cores', 'must be a whole number from 0 to 254, and is -1', { ...head, cores: -1 }],
  ['events[0]', 'must be an object, and is null', { ...head, events: [null] }],
  ['events[0].phase', 'must be one of process, thread', { ...head, events: [{ phase: 'ran' }] }],
  ['events[0].details', 'must be an object', { ...head, events: [{ phase: 'thread' }] }],
  [
    'events[0].details.name',
    'must be a text',
    {
      ...head,
      events: [{ phase: 'process', details: {} }],
    },
  ],
  [
    'events[0].details.kind',
    'must not be empty',
    {
      ...head,
      events: [{ phase: 'object', details: { kind: '', name: 'm' } }],
    },
  ],
  [
    'events[0].details.of',
    'must not be there: nothing stands before it that it could name, and is 0',
    {
      ...head,
      events: [{ phase: 'object', details: { kind: 'lock', name: 'm', of: 0 } }],
    },
  ],
  [
    'events[0].thread',
    'must be -1: nothing stands before it that it could name, and is 0',
    {
      ...head,
      ops,
      events: [done],
    },
  ],
  [
    'events[1].op',
    'must stand in the table of ops, and is "release"',
    {
      ...head,
      ops,
      events: [thread, { ...done, op: 'release' }],
    },
  ],
  [
    'events[1].op',
    'must be 0, and is 1',
    {
      ...head,
      ops,
      events: [thread, { ...done, op: 1 }],
    },
  ],
  ['events[1].op', 'must be given', { ...head, ops, events: [thread, { thread: 0 }] }],
  [
    'events[1].thread',
    'must be given, but for what was typed',
    {
      ...head,
      ops,
      events: [thread, { op: 0 }],
    },
  ],
  [
    'events[1].cause',
    'must be a whole number from -1 to 0, and is 1',
    {
      ...head,
      ops,
      events: [thread, { ...done, cause: 1 }],
    },
  ],
  [
    'events[2].at',
    'must be a number of at least 5, and is 4',
    {
      ...head,
      ops,
      events: [thread, { ...done, at: 5 }, { ...done, at: 4 }],
    },
  ],
  [
    'events[1].line',
    'must be a whole number from 0 to 65535, and is 1.5',
    {
      ...head,
      ops,
      events: [thread, { ...done, line: 1.5 }],
    },
  ],
  [
    'events[1].value',
    'must be from 0 to 3, and is 7',
    {
      ...head,
      events: [thread, { phase: 'end', thread: 0, value: 7 }],
    },
  ],
  [
    'events[1].details',
    'is for declarations only',
    {
      ...head,
      ops,
      events: [thread, { ...done, details: {} }],
    },
  ],
])('%s %s', (where, what, json) => {
  const result = parseTrace(json);
  expect(result).toMatchObject({ ok: false, problem: { where } });
  expect(!result.ok && result.problem.what).toContain(what);
});

test('what is no JSON is said so', () => {
  expect(parseTraceText('{"format":')).toMatchObject({
    ok: false,
    problem: { where: '', what: 'the file is no JSON' },
  });
});

/** Odd JSON values to put anywhere in a file. */
const odd = [null, -1, 0, 1, 1e9, 1e300, 0.5, '', 'x', '__proto__', [], {}, [[]], true, '\u0000'];

function mutated(json: unknown, random: () => number): unknown {
  if (random() < 0.03) return odd[Math.floor(random() * odd.length)];
  if (Array.isArray(json)) {
    const list = json.map((one) => (random() < 0.2 ? mutated(one, random) : (one as unknown)));
    const at = Math.floor(random() * list.length);
    if (random() < 0.1) list.splice(at, 1);
    if (random() < 0.1) list.splice(at, 0, list[Math.floor(random() * list.length)]);
    return list;
  }
  if (typeof json === 'object' && json !== null) {
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => [
        random() < 0.005 ? `${key}x` : key,
        random() < 0.3 ? mutated(value, random) : (value as unknown),
      ]),
    );
  }
  if (typeof json === 'number') return random() < 0.2 ? json + Math.floor(random() * 5) - 2 : json;
  return json;
}

test('a file that was changed anywhere is read, or refused with a place and a reason', () => {
  const files = [...names.map(textOf), encodeTraceText(named)];
  let [read, refused] = [0, 0];
  for (let seed = 1; seed <= sweep(300, 600, 6000); seed++) {
    const random = randomNumbers(seed);
    const text = files[seed % files.length]!;
    const result = parseTrace(mutated(JSON.parse(text), random));
    if (result.ok) read += 1;
    else {
      refused += 1;
      expect(result.problem.what).not.toBe('');
    }
    // Mutations of single characters of the text.
    const at = Math.floor(random() * text.length);
    expect(
      parseTraceText(`${text.slice(0, at)}${text.slice(at + 1 + Math.floor(random() * 4))}`),
    ).toHaveProperty('ok');
  }
  expect(read).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(sweep(50, 100, 1000));
});

test('the example in docs/FORMATS.md is a trace', () => {
  const docs = readFileSync(new URL('../../../docs/FORMATS.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json weft-trace\n([\s\S]*?)```/.exec(docs) ?? [];
  const result = parseTraceText(example);
  expect(result.ok && result.trace.length).toBe(8);
});

const meant = {
  format: 'weft-trace',
  version: 4,
  sources: [{ id: 'a.py' }, { id: 'b.py' }],
  ops: [{ name: 'sleep', wait: 'sleep' }],
  waits: [
    { line: 3, texts: { en: 'reaching for the second fork', 'zh-CN': '伸手去拿第二把叉子' } },
    { source: 'b.py', line: 3, texts: { '': 'thinking' } },
  ],
  events: [],
};

test('what waits are for is told in the language of the page, comes back, and needs its version', () => {
  const trace = parsed(meant);
  expect(trace.waitAt(0, 3)).toBe('reaching for the second fork');
  trace.language = 'zh-CN';
  expect([trace.waitAt(0, 3), trace.waitAt(1, 3), trace.waitAt(0, 4)]).toEqual([
    '伸手去拿第二把叉子',
    'thinking',
    '',
  ]);
  const again = encodeTrace(trace) as { version: number; waits: unknown };
  expect(again).toMatchObject({ version: 4, waits: meant.waits });
  expect(Trace.unpack(trace.pack()).waitAt(1, 3)).toBe('thinking');
  expect(encodeTrace(parsed({ ...meant, waits: [] }))).toMatchObject({ version: 2 });
});

test.each<[where: string, changes: object]>([
  ['waits', { version: 3 }],
  ['waits', { waits: {} }],
  ['waits[0].source', { waits: [{ source: 'c.py', line: 3, texts: {} }] }],
  ['waits[0].line', { waits: [{ line: 0, texts: {} }] }],
  ['waits[0].texts', { waits: [{ line: 1, texts: [] }] }],
  ['waits[0].texts', { waits: [{ line: 1, texts: { en: 1 } }] }],
  ['waits[0].texts', { waits: [{ line: 1, texts: { en: 'x'.repeat(121) } }] }],
  ['waits[0].kind', { waits: [{ line: 1, kind: 2 }] }],
])('wrong waits are refused at %s: %j', (where, changes) => {
  expect(parseTrace({ ...meant, ...changes })).toMatchObject({ ok: false, problem: { where } });
});
