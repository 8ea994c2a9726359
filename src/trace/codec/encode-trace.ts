/** Encoder of trace files (docs/FORMATS.md): plain JSON that omits defaults. */
import { Phase, type ObjectDetails } from '../format.ts';
import type { Trace } from '../trace.ts';
import { TRACE_FORMAT, TRACE_VERSION, TRACKS_VERSION, WAITS_VERSION } from './parse-trace.ts';
import { encodeTracks, hasTexts, hasTracks } from './tracks.ts';

type Json = Record<string, unknown>;

const phaseNames = Object.keys(Phase);

/**
 * JSON that `parseTrace` accepts. `title`: title for the reader; `sources`: sources to write instead of the trace's
 * own.
 */
export function encodeTrace(trace: Trace, title = '', sources = trace.sources): Json {
  const events: Json[] = [];
  let [time, real] = [0, 0];
  for (let seq = 0; seq < trace.length; seq++) {
    events.push(encodeEvent(trace, seq, time, real));
    time = trace.time(seq);
    real = Math.max(real, roundedReal(trace, seq));
  }
  return {
    format: TRACE_FORMAT,
    version: versionFor(trace),
    ...(title === '' ? {} : { title }),
    ...(trace.cores === 0 ? {} : { cores: trace.cores }),
    sources,
    ops: trace.ops,
    ...(trace.waits.length > 0 ? { waits: encodeWaits(trace.waits, sources) } : {}),
    ...(hasTracks(trace.tracks) ? { tracks: encodeTracks(trace.tracks) } : {}),
    events,
  };
}

/** The lowest version that can express the trace, so that older readers accept it. */
function versionFor({ tracks, waits }: Trace): number {
  if (hasTexts(tracks)) return TRACE_VERSION;
  if (waits.length > 0) return WAITS_VERSION;
  return hasTracks(tracks) ? TRACKS_VERSION : TRACKS_VERSION - 1;
}

/** Text of a trace file, one event a line, so that people can read and diff it. */
export function encodeTraceText(trace: Trace, title = '', sources = trace.sources): string {
  const { events, ...head } = encodeTrace(trace, title, sources);
  const lines = (events as Json[]).map((event) => JSON.stringify(event)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"events":[\n${lines}\n]}\n`;
}

const encodeWaits = (waits: Trace['waits'], sources: Trace['sources']): Json[] =>
  waits.map(({ source, line, texts }) => ({
    ...(source === 0 ? {} : { source: sources[source]?.id }),
    line,
    texts,
  }));

/** Real time is for display only: microseconds are enough. */
const roundedReal = (trace: Trace, seq: number): number => Number(trace.real(seq).toFixed(3));

function encodeEvent(trace: Trace, seq: number, before: number, realBefore: number): Json {
  const phase = trace.phase(seq);
  const event: Json = {};
  const put = (key: string, value: unknown, otherwise: unknown) => {
    if (value !== otherwise) event[key] = value;
  };
  const isDeclaration = phase <= Phase.object;
  put('at', trace.time(seq), before);
  const real = Math.max(realBefore, roundedReal(trace, seq));
  put('real', real, Math.max(realBefore, trace.time(seq)));
  put('phase', phaseNames[phase], 'done');
  put('thread', trace.thread(seq), -1);
  put('op', trace.op(seq), -1);
  if (phase !== Phase.object) put('object', trace.object(seq), -1);
  if (phase !== Phase.thread) put('other', trace.other(seq), -1);
  if (phase !== Phase.process) put('value', trace.value(seq), isZero(phase) ? 0 : -1);
  if (isDeclaration) event['details'] = detailsOf(trace, seq);
  else put('text', trace.text(seq), '');
  put('cause', trace.cause(seq), -1);
  put('line', trace.line(seq), 0);
  put('source', trace.source(seq), 0);
  put('core', trace.core(seq), -1);
  return event;
}

const isZero = (phase: Phase): boolean =>
  phase === Phase.object || phase === Phase.end || phase === Phase.exit || phase === Phase.halt;

/** Details as first declared: later renames are events. */
function detailsOf(trace: Trace, seq: number): Json {
  const details = JSON.parse(trace.text(seq)) as Json;
  if (trace.phase(seq) !== Phase.object) return details;
  const { kindName, ...object } = details as Json & Partial<ObjectDetails>;
  return kindName === undefined ? object : { ...object, kind: kindName };
}
