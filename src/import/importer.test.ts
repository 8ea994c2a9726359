/** Imports of other tools' files: a fixture of each kind, with the result in lines of text. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { Importer, type Imported } from './importer.ts';

const folder = new URL('fixtures/', import.meta.url);

function read(bytes: Uint8Array, piece = bytes.length): Imported {
  const importer = new Importer();
  for (let at = 0; at < bytes.length; at += piece) importer.push(bytes.slice(at, at + piece));
  return importer.end();
}

const fixture = (name: string): Uint8Array => readFileSync(new URL(name, folder));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Microseconds, abbreviated. */
const short = (ms: number): string => String(Math.round(ms * 1e6) / 1000);

function ownerOf(trace: Trace, thread: number, process: number, name: string): string {
  const owner = trace.processes[process]?.name ?? '?';
  return `${owner}/${thread < 0 ? `(${name})` : trace.threads[thread]!.name}`;
}

/** A line for every row of slices: `PROCESS/THREAD DEPTH name start+length …`. */
function slicesOf(trace: Trace): string[] {
  const { names, slices } = trace.tracks;
  return slices.flatMap(({ rows, thread, process, name }) =>
    rows.map((row, depth) => {
      const told = Array.from(row.start, (start, i) => {
        const length = row.end[i]! - start;
        return `${names[row.name[i]!]} ${short(start)}+${short(length)}`;
      });
      return `${ownerOf(trace, thread, process, name)} ${depth}: ${told.join(', ')}`;
    }),
  );
}

/** `name: text` for every slice that carries one. */
const textsOf = ({ tracks: { names, texts, slices } }: Trace): string[] =>
  slices.flatMap(({ rows }) =>
    rows.flatMap(({ name, text }) =>
      Array.from(text ?? [], (at, i) => [names[name[i]!], texts[at]] as const)
        .filter(([, carried]) => carried !== '')
        .map(([called, carried]) => `${called}: ${carried}`),
    ),
  );

const countersOf = (trace: Trace): string[] =>
  trace.tracks.counters.map(
    ({ name, start, value }) =>
      `${name}: ${Array.from(start, (time, i) => `${short(time)}=${value[i]}`).join(' ')}`,
  );

/** A line for every event except declarations: `time THREAD phase op < cause`. */
function eventsOf(trace: Trace): string[] {
  const phases = Object.keys(Phase);
  const lines: string[] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const { phase, thread, op, cause, time, other } = trace.event(seq);
    if (phase <= Phase.object) continue;
    const who = trace.threads[thread]?.name ?? '-';
    const whom = other < 0 ? '' : ` ${trace.threads[other]!.name}`;
    const what = op < 0 ? '' : ` ${trace.opName(op)}`;
    const why = cause < 0 ? '' : ` < ${short(trace.time(cause))}`;
    lines.push(`${short(time)} ${who} ${phases[phase]}${what}${whom}${why}`);
  }
  return lines;
}

const notesOf = (found: Imported): string[] =>
  found.kind === 'run'
    ? []
    : found.notes.map(({ kind, count, first }) => `${kind} ${count}@${first}`);

interface Row {
  readonly slices?: readonly string[];
  readonly texts?: readonly string[];
  readonly counters?: readonly string[];
  readonly events?: readonly string[];
  readonly notes?: readonly string[];
  readonly threads?: readonly string[];
  readonly processes?: readonly string[];
}

const table: Readonly<Record<string, Row>> = {
  'async-old.json': {
    slices: [
      '1/(load) 0: load 0+5',
      '1/(load) 1: load 2+0',
      '1/(c) 0: here 1+2',
      '2/(c) 0: there 1+3',
    ],
  },
  'after-end.json': {
    slices: ['1/1 0: a 0+1'],
    notes: ['after-end 1@0'],
  },
  'async-scope.json': {
    slices: ['1/(io) 0: a 0+4', '1/(io) 1: b 1+5'],
  },
  'async.json': {
    slices: [
      '1/(http) 0: request 0+9',
      '1/(http) 1: connect 2+2, request 7+2',
      '1/(http) 2: retry 3+0, nothing 8+0',
      '1/(http) 3: request 1+5',
    ],
    notes: ['async-without-begin 1@9', 'async-without-end 1@8'],
  },
  'bad-lengths.json': {
    slices: ['1/1 0: negative 0+0, nan 1+0, text 2+3, none 6+0, huge 7+0'],
    notes: ['time-out-of-range 1@5', 'no-duration 2@2', 'negative-duration 1@1'],
  },
  'bad-times.json': {
    slices: ['1/1 0: text 0+1, exponent 1.5+1'],
    notes: ['no-time 3@1', 'time-out-of-range 1@5'],
  },
  'broken-later.json': {
    slices: ['1/1 0: good 0+1'],
    notes: ['broken 1@2'],
  },
  'browser.json': {
    slices: [
      '9/CrRendererMain 0: ParseAuthorStyleSheet 0+40, ParseHTML 50+40, ResourceSendRequest 95+0, UpdateLayerTree 210+3, RunTask 220+3',
      '9/(netlog) 0: fetch 100+100',
    ],
    texts: [
      'ParseAuthorStyleSheet: data: {"frame":"AF31","styleSheetUrl":"https://a.test/a.css"}',
      'ParseHTML: beginData: {"startLine":0,"url":"https://a.test/"}, endData: {"endLine":61}',
      'ResourceSendRequest: data: {"requestId":"7.1","url":"https://a.test/a.js"}',
      'RunTask: __stripped__',
      'fetch: url: https://a.test/f, status: 200',
    ],
    notes: ['counter-without-number 1@10'],
  },
  'byte-order-mark.json': {
    slices: ['1/1 0: naïve ☕ "quoted" \\ 0+1'],
  },
  'clang.json': {
    slices: [
      'clang-17/4711 0: Source 120+900, Source 1100+900',
      'clang-17/4711 1: ParseClass 300+500',
      'clang-17/4711 2: ParseClass 350+20',
      'clang-17/4713 0: Total Source 0+1800',
    ],
    texts: [
      'Source: detail: /usr/include/c++/13/vector',
      'Source: detail: /usr/include/c++/13/vector',
      'ParseClass: detail: std::vector<"a\\b">',
      'Total Source: count: 2, avg ms: 0',
    ],
  },
  'compiler.json': {
    texts: ['Source: detail: a.h', 'Total Source: count: 1, avg ms: 30'],
    slices: [
      '11/11 0: ExecuteCompiler 0+100',
      '11/11 1: Frontend 1+80',
      '11/11 2: Source 2+30',
      '11/12 0: Total Source 0+30',
    ],
  },
  'counters.json': {
    counters: [
      'queue size: 0=1 2=2.5 5=3',
      'memory heap: 3=1000000000000',
      'memory stack: 3=-4',
      'disk 7: 4=1',
    ],
    notes: ['counter-without-number 1@5'],
  },
  'counters-of-python.json': {
    counters: ['step loss: 0=0.5', 'step lr: 1=0.1 2=0.2'],
    notes: ['counter-without-number 3@1'],
  },
  'cpu-profile.json': {
    slices: [
      '1/main thread 0: main (main.js:3) 0+200, (idle) 200+100, main (main.js:3) 300+100',
      '1/main thread 1: (anonymous) 100+100',
    ],
    notes: ['no-stack 1@5'],
  },
  'cpu-profile-chunks.json': {
    slices: [
      '1/1 0: task 0+500',
      '1/(1 samples) 0: f 100+100, f 250+50',
      '1/(1 samples) 1: g 250+50',
      '1/(2 samples) 0: old 610+0',
    ],
  },
  'cpu-profile-old.json': {
    slices: ['1/main thread 0: main (main.js:3) 0+500', '1/main thread 1: read 100+200'],
  },
  'cut-in-event.json': {
    slices: ['1/1 0: a 0+5'],
    notes: ['cut-short 1@2'],
  },
  'end-without-name.json': {
    slices: ['1/1 0: a 0+3', '1/1 1: b 1+1'],
  },
  'epoch.json': {
    slices: ['1/1 0: a 0+0.25, b 0.5+0.25, c 1+1'],
  },
  'firefox-marker-data.json': {
    slices: ['tab/(Web markers) 0: Load 0+3000, Paint 4000+2000, Load 9000+0, Load 10000+0'],
    texts: [
      'Load: url: https://a.test/, size: 3',
      'Paint: category: Graphics',
      'Load: name: a, "b"',
    ],
  },
  'firefox-markers.json': {
    slices: [
      'tab/(Web markers) 0: Load 0+2000, Load 6000+0',
      'tab/(Web markers) 1: Paint 1000+3000',
    ],
    notes: ['end-without-begin 1@5', 'begin-without-end 1@6', 'overlapping 1@2'],
  },
  'firefox-new.json': {
    slices: ['7/Worker 0: main 4000+20000', '7/Worker 1: read 14000+10000'],
    counters: ['malloc: 0=10 1000=6 2000=11'],
  },
  'firefox-old.json': {
    slices: [
      'Parent process/GeckoMain 0: main 0+3000',
      'Parent process/GeckoMain 1: paint 0+2000',
      'Parent process/(GeckoMain markers) 0: Reflow 0+1500',
      'Parent process/(GeckoMain markers) 1: Click 1000+0',
    ],
    notes: ['end-without-begin 1@7'],
  },
  'firefox-raw.json': {
    slices: [
      'Parent process/GeckoMain 0: main 0+2000',
      'Parent process/GeckoMain 1: paint 1000+1000',
      'Parent process/(GeckoMain markers) 0: Reflow 500+1000',
      'Parent process/(GeckoMain markers) 1: Click 1000+0',
      'tab/Web 0: loop 10000+8000',
      'tab/(Web markers) 0: Load 11000+2000',
    ],
  },
  'first-places.json': {
    slices: [
      '1/2 0: a 0+10',
      '1/2 1: over a 5+10',
      '1/3 0: open 0+15',
      '1/8 0: open 0+15',
      '1/9 0: a 0+10',
      '1/9 1: over a 5+10',
      '1/(c) 0: earlier 2+13',
      '1/(c) 1: later 3+12',
    ],
    notes: ['begin-without-end 2@5', 'overlapping 2@2', 'async-without-end 2@7'],
  },
  'flows-bare.json': {
    notes: ['flow-without-start 1@5', 'flow-without-end 1@7', 'flow-id-again 1@7'],
    events: [
      '0 1 start',
      '0 1 done flow-out',
      '2 2 start',
      '2 2 done flow-in < 0',
      '2 2 end',
      '4 3 start',
      '4 3 done flow-in < 2',
      '4 3 end',
      '5 4 start',
      '5 4 done flow-in < 2',
      '5 4 end',
      '7 1 done flow-out',
      '8 1 done flow-out',
      '8 1 end',
    ],
  },
  'flows-v1.json': {
    slices: ['1/1 0: send 0+10, send 40+10', '1/2 0: serve 20+10, serve 40+20'],
    events: [
      '0 1 start',
      '2 1 done flow-out',
      '15 2 start',
      '20 2 done flow-in < 2',
      '41 1 done flow-out',
      '50 2 done flow-in < 41',
      '50 1 end',
      '60 2 end',
    ],
  },
  'flows-v2.json': {
    slices: ['1/1 0: make 0+4', '1/2 0: pass 6+2', '1/3 0: use 9+2'],
    events: [
      '0 1 start',
      '0 1 done flow-out',
      '4 1 end',
      '6 2 start',
      '6 2 done flow-in < 0',
      '8 2 end',
      '9 3 start',
      '9 3 done flow-in < 6',
      '11 3 end',
    ],
  },
  'instants.json': {
    slices: [
      '1/1 0: work 0+10',
      '1/1 1: tick 2+0, old tick 3+0, mark 4+0',
      '1/(process) 0: of the process 5+0',
      '1/(global) 0: of all 6+0',
    ],
  },
  'lines.json': {
    slices: ['1/main 0: a 0+5, b 6+5'],
    texts: ['a: n: 1'],
  },
  'lines-commas.json': {
    slices: ['1/1 0: a 0+5, b 6+5'],
  },
  'lines-cut.json': {
    slices: ['1/1 0: a 0+5'],
    notes: ['cut-short 1@2'],
  },
  'memory-dumps.json': {
    counters: ['memory resident_set_bytes: 0=5197824 5=5201920', 'memory malloc: 0=128000'],
    notes: ['unknown-phase 3@4', 'counter-without-number 1@3'],
  },
  'metadata.json': {
    slices: [
      'first/main 0: a 0+1',
      'first/eight 0: a 0+1',
      'first/three 0: a 0+1',
      'second/2 0: a 0+1',
    ],
    threads: ['main', 'eight', 'three', '2'],
  },
  'named-again.json': {
    slices: ['Renderer (News)/two 0: a 0+1'],
    notes: ['named-again 1@5'],
  },
  'no-pid.json': {
    slices: ['process/thread 0: alone 0+2, null 3+2', '9/9 0: main 0+2'],
    notes: ['no-process 2@1', 'no-thread 3@1'],
    threads: ['thread', '9'],
  },
  'objects.json': {
    slices: ['1/(Tab) 0: Tab 0+7', '1/(Tab) 1: Tab 2+0', '1/(Tab) 2: Tab 1+6'],
    texts: ['Tab: snapshot: {"url":"x"}'],
    notes: ['async-without-end 1@4'],
  },
  'other-fields.json': {
    slices: ['1/1 0: a 0+1'],
    notes: ['other-part 1@0'],
  },
  'out-of-order.json': {
    slices: ['1/1 0: outer 0+10, b 15+3, late 20+5', '1/1 1: inner 2+3'],
    notes: ['out-of-order 1@2'],
  },
  'over-its-parent.json': {
    slices: ['1/1 0: parent 0+10, after 11+2', '1/1 1: child 1+20'],
    notes: ['overlapping 1@2'],
  },
  'overlapping.json': {
    slices: ['1/1 0: a 0+10, c 12+10', '1/1 1: e 0+10', '1/1 2: d 6+2', '1/1 3: b 5+10'],
    notes: ['overlapping 1@2', 'out-of-order 1@4'],
  },
  'pytorch-gpus.json': {
    slices: ['python/55 0: aten::mm 0+5', 'python (GPU 0)/7 0: sgemm 4+9'],
    texts: ['aten::mm: External id: 1, Input Dims: [[2,3],[3,4]], Ev Idx: 0', 'sgemm: stream: 7'],
    counters: ['[memory]: 2=1024'],
    threads: ['55', '7'],
    processes: ['GPU 2', 'python', 'python (GPU 0)'],
  },
  'pytorch.json': {
    texts: ['aten::mm: External id: 1'],
    slices: [
      '55/55 0: aten::mm 1+5, cudaDeviceSynchronize 7+8',
      '55/(global) 0: Iteration Start: PyTorch Profiler 0+0',
      '0/7 0: sgemm 5+9',
    ],
    notes: ['waits 1@0'],
    events: [
      '1 55 start',
      '3 55 done flow-out',
      '5 7 start',
      '5 7 done flow-in < 3',
      '7 55 block wait',
      '14 7 end',
      '15 55 done wait',
      '15 55 end',
    ],
  },
  'rounded.json': {
    slices: ['1/1 0: outer 0+0.2, next 0.2+0.5', '1/1 1: inner 0.1+0.1'],
  },
  'samples.json': {
    slices: [
      '1/(1 samples) 0: main 0+20, cpu 20+10, a 30+10',
      '1/(1 samples) 1: run 0+20, b 30+10',
      '1/(1 samples) 2: step 0+10',
    ],
    notes: ['no-stack 1@3'],
  },
  'samples-by-thread.json': {
    slices: [
      '5/(8 samples) 0: main 0+20',
      '5/(8 samples) 1: step 0+10',
      '5/8 0: work 0+30',
      '9/(9 samples) 0: main 10+20',
    ],
  },
  'samples-list.json': {
    slices: ['1/(js samples) 0: main 0+30', '1/(js samples) 1: run 10+10'],
  },
  'speedscope-evented.json': {
    slices: ['1/worker 0: main (app.py:3) 0+8000', '1/worker 1: load 1000+2000'],
  },
  'speedscope-sampled.json': {
    slices: ['1/heap 0: main 0+6000', '1/heap 1: load 1000+2000'],
    notes: ['no-stack 1@3', 'other-unit 1@0'],
  },
  'speedscope-unended.json': {
    slices: ['1/short 0: main 0+10000', '1/short 1:  2000+2000', '1/long 0: main 0+50000'],
    notes: ['begin-without-end 1@1', 'no-stack 2@2'],
  },
  'strange-entries.json': {
    slices: ['1/1 0: good 0+1'],
    notes: ['not-an-event 4@1', 'no-phase 1@1', 'unknown-phase 1@2'],
  },
  'text-ids.json': {
    slices: ['mill/saw 0: cut 0+10', 'mill/belt 0: pack 5+10', '7/7 0: plan 0+3'],
    events: ['0 saw start', '0 7 start', '3 7 end', '5 belt start', '10 saw end', '15 belt end'],
    threads: ['saw', 'belt', '7'],
  },
  'tid-zero.json': {
    slices: ['5/0 0: idle 0+10', '0/0 0: work 2+5'],
    threads: ['0', '0'],
  },
  'trailing-commas.json': {
    slices: ['1/1 0: a 0+5, b 6+5'],
    notes: ['trailing-comma 1@2'],
  },
  'unbalanced.json': {
    slices: ['1/1 0: outer 1+4, to the end 6+3', '1/1 1: never ended 2+3, inside 7+1'],
    notes: ['end-without-begin 2@1', 'begin-without-end 2@3'],
  },
  'unfinished-list.json': {
    slices: ['1/1 0: a 0+5, b 6+5'],
    notes: ['cut-short 1@2'],
  },
  'viztracer.json': {
    slices: [
      'MainProcess/MainThread 0: fib (/home/a/main.py:4) 0+20.25',
      'MainProcess/MainThread 1: fib (/home/a/main.py:4) 2+10',
      'MainProcess/(global) 0: log 15+0',
    ],
    texts: [
      `fib (/home/a/main.py:4): func_args: {"n":"3","text":"'é\\\\n😀'"}, return_value: 2`,
      'fib (/home/a/main.py:4): return_value: 1 <b>',
      'log: n: 1.5, ok: true, nothing: null, bad: NaN',
    ],
  },
  'waits.json': {
    slices: [
      '1/1 0: Thread.join (/usr/lib/python3.12/threading.py:1115) 0+10, queue.get 12+3, fib (main.py:8) 30+1',
      '1/1 1: _thread.lock.acquire 2+7',
      '1/2 0: time.sleep 20+5',
      '1/3 0: futex 0+4',
    ],
    notes: ['waits 4@0'],
    events: [
      '0 1 start',
      '0 1 block join',
      '0 3 start',
      '0 3 block wait',
      '4 3 done wait',
      '4 3 end',
      '10 1 done join',
      '12 1 block get',
      '15 1 done get',
      '20 2 start',
      '20 2 block sleep',
      '25 2 done sleep',
      '25 2 end',
      '31 1 end',
    ],
  },
  'woken.json': {
    slices: ['1/1 0: queue.put 4+2', '1/2 0: queue.get 0+10'],
    notes: ['waits 2@0'],
    events: [
      '0 2 start',
      '0 2 block get',
      '4 1 start',
      '4 1 block put',
      '5 1 done flow-out',
      '5 1 block put',
      '6 1 done put',
      '6 1 end',
      '8 1 wake 2 < 5',
      '10 2 done get',
      '10 2 end',
    ],
  },
};

test('different details of a note are told', () => {
  const found = read(fixture('memory-dumps.json'));
  expect(found.kind === 'trace' && found.notes[0]?.detail).toBe('c, (');
});

test('a name of many bytes is cut between two characters, and that is told', () => {
  const name = `x${'é'.repeat(2000)}`;
  const found = read(bytesOf(JSON.stringify([{ ph: 'i', pid: 1, tid: 1, ts: 0, name }])));
  expect(traceOf(found).tracks.names[1]).toBe(`x${'é'.repeat(999)}`);
  expect(notesOf(found)).toEqual(['long-names 1@0']);
});

test('a process that has no number in the file is given none', () => {
  const pids = ['server', 4_294_967_295, 2_147_483_647, 0, undefined];
  const events = pids.map((pid) => ({ ph: 'i', pid, tid: 1, ts: 0, name: 'a' }));
  const { processes } = traceOf(read(bytesOf(JSON.stringify(events))));
  expect(processes.map(({ name, pid }) => [name, pid])).toEqual([
    ['server', -1],
    ['4294967295', -1],
    ['2147483647', 2_147_483_647],
    ['0', 0],
    ['process', -1],
  ]);
});

const traceOf = (found: Imported): Trace => {
  if (found.kind === 'run') throw new Error('a run');
  return found.trace;
};

describe('a file of another tool', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

  test('of every fixture it is said what it comes to', () => {
    expect(Object.keys(table).toSorted()).toEqual(names.toSorted());
  });

  test.each(names)('%s', (name) => {
    const found = read(fixture(name));
    const trace = traceOf(found);
    const row = table[name] ?? {};
    expect(slicesOf(trace)).toEqual(row.slices ?? []);
    expect(textsOf(trace)).toEqual(row.texts ?? []);
    expect(notesOf(found)).toEqual(row.notes ?? []);
    expect(countersOf(trace)).toEqual(row.counters ?? []);
    if (row.events !== undefined) expect(eventsOf(trace)).toEqual(row.events);
    if (row.threads !== undefined)
      expect(trace.threads.map(({ name: who }) => who)).toEqual(row.threads);
    if (row.processes !== undefined)
      expect(trace.processes.map(({ name: who }) => who)).toEqual(row.processes);
  });

  test.each(names)('%s comes to the same in pieces of seven bytes', (name) => {
    const [whole, pieces] = [read(fixture(name)), read(fixture(name), 7)];
    expect(slicesOf(traceOf(pieces))).toEqual(slicesOf(traceOf(whole)));
    expect(textsOf(traceOf(pieces))).toEqual(textsOf(traceOf(whole)));
    expect(eventsOf(traceOf(pieces))).toEqual(eventsOf(traceOf(whole)));
    expect(notesOf(pieces)).toEqual(notesOf(whole));
  });
});

describe('a file that is none', () => {
  test.each<[title: string, text: string, sentence: RegExp]>([
    ['an empty one', '', /^the file is empty$/],
    ['space', ' \n ', /^the file is empty$/],
    ['text', 'hello there', /^this is not JSON: it begins with "hello there"\. /],
    ['HTML', '<!DOCTYPE html>', /HTML/],
    ['an archive', 'PK\u0003\u0004', /ZIP/],
    [
      'names of threads alone',
      '[{"ph": "M", "pid": 1, "tid": 1, "name": "thread_name", "args": {"name": "a"}}]',
      /^nothing in it has a place in time; number of events: 1$/,
    ],
    ['a list of numbers', '[1, 2, 3]', /^there is no event in it$/],
    ['another object', '{"a": 1, "b": [2]}', /its fields are a, b$/],
    ['an object without fields', '{}', /its fields are none$/],
    ['no list of events', '{"traceEvents": 5}', /^byte 16: traceEvents should be a list$/],
    ['a broken object', '{"traceEvents" [', /^byte 15: a colon is missing/],
    [
      'a broken first event',
      '[{"ph": }]',
      /^byte 8: a value should stand here, and there is "}]"$/,
    ],
    ['a broken profile', '{"$schema": "speedscope", "profiles": [}', /^line 1, column 41: /],
    ['another profile', '{"meta": {}, "profiles": 1}', /its fields are meta, profiles$/],
    [
      'a trace with a mistake',
      '{"format": "weft-trace", "version": 2, "ops": 5}',
      /^ops: must be a list/,
    ],
  ])('%s is told with its place', (_title, text, sentence) => {
    expect(() => read(bytesOf(text))).toThrow(sentence);
  });
});
