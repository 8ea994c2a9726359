/**
 * Codec of schedules as text for links and files. Total in both directions: any text gives a schedule up to where it
 * could be read, and the problem if any. docs/FORMATS.md has the layout.
 */
import { threadOf } from '../choice.ts';
import { TYPED_LIMIT, type Typed } from '../../../base/typed-line.ts';
import { shorten, type Schedule } from '../schedule.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { RangeDecoder, RangeEncoder } from './range-coder.ts';
import { ChoiceCoder, readingPen, TimeCoder, writingPen } from './step-coder.ts';

export const SCHEDULE_VERSION = 3;
/** The first version with typed lines. */
const TYPING_VERSION = 2;
/** The last version in which a killed process ended at once. Runs with that setting are still written in it. */
const AT_ONCE_VERSION = 2;
/** Maximum number of steps in a text. */
export const MAX_STEPS = 1 << 20;
/** Steps decoded per slice: a step among a thousand threads takes as many bits. */
const STEPS_A_TURN = 1 << 12;

/** A problem with a text: data for a sentence. */
export type ScheduleProblem =
  | { readonly kind: 'not-a-schedule' }
  | { readonly kind: 'newer-version'; readonly version: number; readonly known: number }
  /** The end is missing: `read` of `steps` steps were found. */
  | { readonly kind: 'cut-short'; readonly read: number; readonly steps: number }
  /** Data in the middle has changed: what was read may differ from what was written. */
  | { readonly kind: 'damaged' };

export interface DecodedSchedule {
  readonly schedule: Schedule;
  readonly problem?: ScheduleProblem;
}

const Flag = { untimed: 1, times: 2 } as const;
const REPORT_LIMIT = 1 << 13;
/** Maximum size of a typed line in UTF-8 bytes. */
const LINE_LIMIT = 3 * TYPED_LIMIT;
/** More terminals than a run has objects. */
const LAST_TERMINAL = 1 << 20;

/** undefined if it has more than {@link MAX_STEPS} steps: shorten it first. */
export function encodeSchedule(schedule: Schedule): string | undefined {
  const { seed, timed, cost, start, choices, times, reports, typed, clockReads = [] } = schedule;
  if (choices.length > MAX_STEPS) return undefined;
  const body = new ByteWriter();
  body.byte((timed ? 0 : Flag.untimed) + (times === undefined ? 0 : Flag.times));
  body.number(seed >>> 0);
  body.number(microseconds(cost));
  body.number(microseconds(start));
  body.number(choices.length);
  body.number(reports.length);
  for (const report of reports) body.text(report);
  body.number(typed.length);
  for (const { terminal, line } of typed) {
    body.number(2 * terminal + (line === null ? 0 : 1));
    if (line !== null) body.text(line);
  }
  if (times !== undefined) {
    body.number(clockReads.length);
    let before = 0;
    for (const step of clockReads) {
      body.number(step - before);
      before = step;
    }
  }
  body.append(encodeSteps(schedule));
  const bytes = body.finish();
  const whole = new ByteWriter();
  const version = schedule.killsAtOnce ? AT_ONCE_VERSION : SCHEDULE_VERSION;
  const sum = checksum(bytes, version);
  whole.byte(sum >> 8);
  whole.byte(sum);
  whole.append(bytes);
  return `${version}.${encodeBase64Url(whole.finish())}`;
}

const microseconds = (ms: number): number => Math.max(0, Math.round(ms * 1000));

function encodeSteps({ choices, times, clockReads, start }: Schedule): Uint8Array {
  const encoder = new RangeEncoder();
  const pen = writingPen(encoder);
  const choiceCoder = new ChoiceCoder(pen, true);
  const timeCoder = new TimeCoder(pen, microseconds(start));
  const reads = new Set(clockReads);
  let last = -1;
  for (const [step, choice] of choices.entries()) {
    choiceCoder.choice(choice);
    const thread = threadOf(choice);
    if (times !== undefined) timeCoder.time(times[step] ?? 0, thread === last, reads.has(step));
    last = thread;
  }
  return encoder.finish();
}

/** Accepts any text. */
export const decodeSchedule = (text: string): DecodedSchedule => atOnce(readSchedule(text));

/** Runs all slices of a decoding, one after the other. */
export function atOnce<T>(reading: Generator<number, T>): T {
  for (;;) {
    const { done, value } = reading.next();
    if (done === true) return value;
  }
}

/**
 * Accepts any text; decodes in slices, since a few thousand characters can take seconds. Each slice yields the number
 * of steps so far.
 */
export function* readSchedule(text: string): Generator<number, DecodedSchedule> {
  const [, digits = '', rest = ''] = /^(\d{1,6})\.(.*)$/s.exec(text) ?? [];
  const version = Number(digits);
  if (digits === '' || version === 0) {
    return { schedule: nothing, problem: { kind: 'not-a-schedule' } };
  }
  if (version > SCHEDULE_VERSION) {
    return {
      schedule: nothing,
      problem: { kind: 'newer-version', version, known: SCHEDULE_VERSION },
    };
  }
  const bytes = decodeBase64Url(rest);
  const sum = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const { schedule, steps, isCut } = yield* readBody(bytes.subarray(2), version);
  if (isCut) {
    return { schedule, problem: { kind: 'cut-short', read: schedule.choices.length, steps } };
  }
  if (checksum(bytes.subarray(2), version) !== sum)
    return { schedule, problem: { kind: 'damaged' } };
  return { schedule };
}

const nothing: Schedule = {
  seed: 1,
  timed: true,
  cost: 0,
  start: 0,
  killsAtOnce: false,
  choices: new Uint16Array(0),
  reports: [],
  typed: [],
};

function* readBody(
  bytes: Uint8Array,
  version: number,
): Generator<number, { schedule: Schedule; steps: number; isCut: boolean }> {
  const hasTyping = version >= TYPING_VERSION;
  const body = new ByteReader(bytes);
  const flags = body.byte();
  const hasTimes = (flags & Flag.times) !== 0;
  const seed = body.number() | 0;
  const cost = body.number() / 1000;
  const start = body.number() / 1000;
  const steps = Math.min(body.number(), MAX_STEPS);
  const reports = readList(body, () => body.text(REPORT_LIMIT));
  const typed = hasTyping ? readList(body, () => readTyped(body)) : [];
  let before = 0;
  const clockReads = hasTimes ? readList(body, () => (before += body.number())) : [];
  const killsAtOnce = version <= AT_ONCE_VERSION;
  const settings = { seed, timed: (flags & Flag.untimed) === 0, cost, start, killsAtOnce };
  if (body.isPastEnd) return { schedule: { ...nothing, ...settings }, steps, isCut: true };

  const decoder = new RangeDecoder(body.rest());
  const pen = readingPen(decoder);
  const choiceCoder = new ChoiceCoder(pen, hasTyping);
  const timeCoder = new TimeCoder(pen, microseconds(start));
  const reads = new Set(clockReads);
  const choices = new Uint16Array(steps);
  const times = new Float64Array(hasTimes ? steps : 0);
  let last = -1;
  let read = 0;
  for (; read < steps; read++) {
    if (read % STEPS_A_TURN === 0) yield read;
    const choice = choiceCoder.choice(0);
    const time = hasTimes ? timeCoder.time(0, threadOf(choice) === last, reads.has(read)) : 0;
    if (decoder.isPastEnd) break;
    choices[read] = choice;
    if (hasTimes) times[read] = time;
    last = threadOf(choice);
  }
  const schedule = {
    ...settings,
    choices,
    reports,
    typed,
    ...(hasTimes ? { times, clockReads } : {}),
  };
  return { schedule: shorten(schedule, read), steps, isCut: read < steps };
}

function readTyped(body: ByteReader): Typed {
  const head = body.number();
  const terminal = Math.min(Math.floor(head / 2), LAST_TERMINAL);
  return { terminal, line: head % 2 === 1 ? body.text(LINE_LIMIT) : null };
}

/** A length-prefixed list; never longer than the number of bytes left. */
function readList<T>(body: ByteReader, read: () => T): T[] {
  const list: T[] = [];
  for (let count = body.number(); count > 0 && !body.isPastEnd; count--) list.push(read());
  return list;
}

/** FNV-1a, folded to 16 bits; includes the version, except in version 1. */
function checksum(bytes: Uint8Array, version: number): number {
  let hash = 0x811c9dc5;
  if (version > 1) hash = Math.imul(hash ^ version, 0x01000193);
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}
