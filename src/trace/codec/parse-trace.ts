/**
 * Parser of trace files (docs/FORMATS.md): arbitrary JSON in; out comes a trace that keeps every rule of `format.ts`,
 * or the first problem. Code behind it need not check anything again.
 */
import { EndStatus, Phase, type NewEvent, type OpInfo, type Source } from '../format.ts';
import { MOST, Trace } from '../trace.ts';
import { Fields } from './fields.ts';
import {
  parseObject,
  parseOp,
  parseProcess,
  parseSources,
  parseThread,
  parseWaits,
} from './parse-tables.ts';
import { shown, TraceError, type TraceProblem } from './problem.ts';
import { hasTexts, parseTracks } from './tracks.ts';

/** Value of the `format` field. */
export const TRACE_FORMAT = 'weft-trace';
/** Newest supported version, with texts of slices. Older ones are read as well; version 1 existed in memory only. */
export const TRACE_VERSION = 5;
/** The version without texts of slices. */
export const WAITS_VERSION = 4;
/** The version without waits; the one without tracks either is one less. */
export const TRACKS_VERSION = 3;

export type ParsedTrace =
  | { readonly ok: true; readonly trace: Trace; readonly title: string }
  | { readonly ok: false; readonly problem: TraceProblem };

/** Whether JSON claims to be a trace file, valid or not. */
export const isTraceFile = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'format' in json && json.format === TRACE_FORMAT;

/** Parses the JSON of a trace file. Never throws. */
export function parseTrace(json: unknown): ParsedTrace {
  try {
    return readTrace(json);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { where, what } = error;
    return { ok: false, problem: { where, what } };
  }
}

/** Parses the text of a trace file. Never throws. */
export function parseTraceText(text: string): ParsedTrace {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: { where: '', what: 'the file is no JSON' } };
  }
  return parseTrace(json);
}

const HEAD = [
  'format',
  'version',
  'title',
  'comment',
  'cores',
  'sources',
  'ops',
  'events',
  'tracks',
  'waits',
];

function readTrace(json: unknown): ParsedTrace {
  if (!isTraceFile(json)) throw new TraceError('format', `must be "${TRACE_FORMAT}"`);
  const { version } = json as { version?: unknown };
  if (typeof version === 'number' && version > TRACE_VERSION) {
    throw new TraceError(
      'version',
      `is ${shown(version)}: newer than this page, which reads ${TRACE_VERSION}`,
    );
  }
  if (typeof version !== 'number' || ![2, 3, 4, 5].includes(version)) {
    throw new TraceError('version', `must be 2, 3, 4 or 5, and is ${shown(version)}`);
  }
  const head = new Fields(json, '', HEAD);
  const sources = parseSources(head.list('sources', MOST.sources));
  const ops = head.list('ops', MOST.ops).map((op, i) => parseOp(op, `ops[${i}]`));
  const trace = new Trace(ops, sources);
  trace.cores = head.whole('cores', 0, MOST.cores, 0);
  const reader = new EventReader(trace, ops, sources);
  for (const event of head.list('events', MOST.events)) reader.read(event);
  if (head.has('tracks')) {
    if (version < TRACKS_VERSION) head.fail('tracks', `needs version ${TRACKS_VERSION}`);
    const known = { processes: trace.processes.length, threads: trace.threads.length };
    const tracks = parseTracks(head.get('tracks'), known);
    if (version < TRACE_VERSION && hasTexts(tracks))
      throw new TraceError('tracks.texts', `needs version ${TRACE_VERSION}`);
    trace.setTracks(tracks);
  }
  if (head.has('waits')) {
    if (version < WAITS_VERSION) head.fail('waits', `needs version ${WAITS_VERSION}`);
    trace.setWaits(parseWaits(head.list('waits', MOST.waits), sources));
  }
  return { ok: true, trace, title: head.text('title', '') };
}

const EVENT_FIELDS = [
  'at',
  'real',
  'phase',
  'op',
  'thread',
  'object',
  'other',
  'value',
  'text',
  'cause',
  'line',
  'source',
  'core',
  'details',
];

const phases = Object.keys(Phase) as (keyof typeof Phase)[];
const INT = 0x7fffffff;

class EventReader {
  readonly #trace: Trace;
  readonly #ops: ReadonlyMap<string, number>;
  readonly #sources: ReadonlyMap<string, number>;
  #at = 0;
  #real = 0;

  constructor(trace: Trace, ops: readonly OpInfo[], sources: readonly Source[]) {
    this.#trace = trace;
    // Where rows share a name, the first row counts.
    this.#ops = new Map(ops.map(({ name }, i) => [name, i] as const).toReversed());
    this.#sources = new Map(sources.map(({ id }, i) => [id, i]));
  }

  read(json: unknown): void {
    const seq = this.#trace.length;
    const f = new Fields(json, `events[${seq}]`, EVENT_FIELDS);
    this.#at = f.number('at', this.#at, this.#at);
    this.#real = f.number('real', this.#real, Math.max(this.#real, this.#at));
    const phase = Phase[f.word('phase', phases) ?? 'done'];
    const thread = this.#thread(f, 'thread');
    const event = {
      time: this.#at,
      real: this.#real,
      phase,
      op: this.#row(f, 'op', this.#ops, this.#trace.ops.length) ?? -1,
      thread,
      object: f.whole('object', -1, this.#trace.objects.length - 1, -1),
      other: this.#thread(f, 'other'),
      value: f.whole('value', -INT - 1, INT, DEFAULTS[phase] ?? -1),
      text: f.text('text', ''),
      cause: f.whole('cause', -1, seq - 1, -1),
      line: f.whole('line', 0, MOST.line, 0),
      source: this.#row(f, 'source', this.#sources, this.#trace.sources.length) ?? 0,
      core: f.whole('core', -1, this.#trace.cores - 1, -1),
    };
    if (phase > Phase.object && f.has('details')) f.fail('details', 'is for declarations only');
    this.#require(f, event);
    this.#trace.append(phase <= Phase.object ? this.#declare(f, event) : event);
  }

  #thread(f: Fields, key: 'thread' | 'other'): number {
    return f.whole(key, -1, this.#trace.threads.length - 1, -1);
  }

  /** Row index in a table, given by name or number; undefined where the field is absent. */
  #row(
    f: Fields,
    key: 'op' | 'source',
    names: ReadonlyMap<string, number>,
    rows: number,
  ): number | undefined {
    const value = f.get(key);
    if (value === undefined && !f.has(key)) return undefined;
    if (typeof value === 'string') {
      return names.get(value) ?? f.fail(key, `must stand in the table of ${key}s`);
    }
    return f.whole(key, 0, rows - 1);
  }

  /** Checks the fields that this phase requires. */
  #require(f: Fields, event: NewEvent): void {
    for (const key of NEEDS[event.phase]) {
      if (event[key] < 0) f.fail(key, `must be given for an event of this phase`);
    }
    const { phase, thread, op, value } = event;
    // A `done` without a thread can only be typed input.
    if (phase === Phase.done && thread < 0 && this.#trace.ops[op]?.writes !== 'stdin') {
      f.fail('thread', 'must be given, but for what was typed');
    }
    const most = phase === Phase.end ? EndStatus.lost : phase === Phase.halt ? 1 : INT;
    if (most < INT && (value < 0 || value > most)) f.fail('value', `must be from 0 to ${most}`);
  }

  #declare(f: Fields, event: NewEvent): NewEvent {
    const { processes, threads, objects } = this.#trace;
    const declared = {
      processes: processes.length,
      threads: threads.length,
      objects: objects.length,
    };
    const [details, where] = [f.get('details'), f.at('details')];
    const room = (table: readonly unknown[], most: number) => {
      if (table.length >= most) throw new TraceError(f.where, `is one too many: ${most} fit`);
    };
    switch (event.phase) {
      case Phase.process: {
        room(processes, MOST.processes);
        const text = JSON.stringify(parseProcess(details, where, declared));
        return { ...event, value: processes.length, text };
      }
      case Phase.thread: {
        room(threads, MOST.threads);
        const text = JSON.stringify(parseThread(details, where, declared));
        return { ...event, other: threads.length, text };
      }
      default: {
        room(objects, MOST.objects);
        const text = JSON.stringify(parseObject(details, where, declared));
        return { ...event, object: objects.length, text };
      }
    }
  }
}

/** Default of `value` in a file, by phase; -1 where not listed. */
const DEFAULTS: Readonly<Partial<Record<Phase, number>>> = {
  [Phase.object]: 0,
  [Phase.end]: EndStatus.returned,
  [Phase.exit]: 0,
  [Phase.halt]: 0,
};

const NEEDS: Readonly<Record<Phase, readonly ('thread' | 'op' | 'other')[]>> = {
  [Phase.process]: [],
  [Phase.thread]: [],
  [Phase.object]: [],
  [Phase.start]: ['thread'],
  [Phase.block]: ['thread', 'op'],
  [Phase.wake]: ['other'],
  [Phase.done]: ['op'],
  [Phase.fail]: ['thread', 'op'],
  [Phase.raise]: ['thread', 'op'],
  [Phase.end]: ['thread'],
  [Phase.exit]: ['other'],
  [Phase.halt]: [],
};
