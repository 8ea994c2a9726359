/** Findings as text: names, times and lines at one instant, in the language of the texts. */
import { pythonSpelling } from '../base/python-spelling.ts';
import type { EventIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { Names } from '../views/names.ts';
import { formatDuration, formatInstant } from '../views/time-format.ts';
import type { Clause, Value } from './finding.ts';

/** Context of the text. */
export interface Words {
  /** At the instant shown. */
  readonly names: Names;
  /** Language tag: for joining lists. */
  readonly language: string;
  /** Maps a line of the trace to the reader's line; undefined if it is not shown. Absent: unchanged. */
  readonly lineOf?: (line: number, source: number) => string | undefined;
  /** Texts of one language: `texts/en.json` defines the keys. */
  readonly texts: object;
}

/** A clause as a sentence without a full stop. */
export function say(trace: Trace, { key, values, at }: Clause, words: Words): string {
  const filled: Record<string, string> = {};
  if (at >= 0) {
    filled['at'] = sayInstant(trace, at, words);
    filled['op'] = sayOp(trace, at);
  }
  for (const [name, value] of Object.entries(values)) filled[name] = sayValue(trace, value, words);
  const form = values['count'] === 1 ? '_one' : '_other';
  // A full-width bracket, with which a Chinese line ends, includes its spacing.
  return fill(textOf(words, key + form) ?? textOf(words, key) ?? key, filled).replaceAll(
    '） ',
    '）',
  );
}

/** An operation in Python's spelling: "notify_all()". */
function sayOp(trace: Trace, seq: EventIndex): string {
  return `${pythonSpelling(trace.opName(trace.op(seq)))}()`;
}

/** "1.80 s (line 26)". */
function sayInstant(trace: Trace, seq: EventIndex, words: Words): string {
  const line = trace.line(seq);
  const { lineOf = String } = words;
  const shown = line > 0 ? lineOf(line, trace.source(seq)) : undefined;
  return fill(textOf(words, shown === undefined ? 'at' : 'at_line') ?? '', {
    time: formatInstant(trace.time(seq)),
    line: shown ?? '',
  });
}

function sayValue(trace: Trace, value: Value, words: Words): string {
  if (typeof value !== 'object') return String(value);
  if ('thread' in value) return words.names.brief(value.thread);
  if ('threads' in value) {
    const names = value.threads.map((thread) => words.names.brief(thread));
    return new Intl.ListFormat(words.language).format(names);
  }
  if ('object' in value) return words.names.object(value.object);
  if ('time' in value) return sayInstant(trace, value.time, words);
  return formatDuration(value.duration);
}

function textOf({ texts }: Words, key: string): string | undefined {
  let at: unknown = texts;
  for (const part of key.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return typeof at === 'string' ? at : undefined;
}

/** Values are never interpreted as templates. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
