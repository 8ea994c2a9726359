/**
 * Reads a file of any known format, chunk by chunk, and makes a trace of it. The format is detected from its first
 * bytes and its field names, not from its name.
 */
import { isTraceFile, parseTrace } from '../trace/codec/parse-trace.ts';
import type { Note } from '../trace/reading-notes.ts';
import type { Trace } from '../trace/trace.ts';
import { buildTrace } from './build/build-trace.ts';
import { Recording } from './build/recording.ts';
import { ChromeEvents } from './chrome/chrome-events.ts';
import { isFirefoxProfile, readFirefox } from './firefox/firefox.ts';
import { Interner } from './json/interner.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  JsonBytes,
  MORE,
  OPEN_LIST,
  OPEN_OBJECT,
} from './json/json-bytes.ts';
import { ImportError } from './problem.ts';
import { isSpeedscope, readSpeedscope } from './speedscope/speedscope.ts';
import { isCpuProfile, readCpuProfile } from './v8/cpu-profile.ts';
import { parseWhole } from './whole.ts';
import { refusal } from './unknown-bytes.ts';

export type Format =
  | 'weft'
  | 'weft-run'
  | 'chrome-trace'
  | 'speedscope'
  | 'firefox'
  | 'cpu-profile';

export type Imported =
  | { readonly kind: 'run'; readonly format: 'weft-run'; readonly text: string }
  | {
      readonly kind: 'trace';
      readonly format: Exclude<Format, 'weft-run'>;
      readonly trace: Trace;
      /** '' if the file has none. */
      readonly title: string;
      /** Events of the file. */
      readonly events: number;
      readonly notes: readonly Note[];
    };

/** Fields whose presence means that a file must be read as a whole. */
const WHOLE = new Set([
  'format',
  '$schema',
  'shared',
  'profiles',
  'meta',
  'threads',
  'libs',
  'counters',
  'nodes',
  'head',
]);
/** Formats of files that are read as a whole, recognised by content. */
const whole = [
  { format: 'speedscope', is: isSpeedscope, read: readSpeedscope },
  { format: 'firefox', is: isFirefoxProfile, read: readFirefox },
  { format: 'cpu-profile', is: isCpuProfile, read: readCpuProfile },
] as const;
/** Maximum size of a file that is read as a whole, and of a single value in others. */
const MOST_WHOLE = 400_000_000;
const MOST_VALUE = 100_000_000;
/** Texts of traces in other formats, in fields of their own. */
const OTHER_PARTS = new Set(['systemTraceEvents', 'powerTraceAsString', 'battorLogAsString']);
/** Shorter values are parsed again with every chunk. */
const LONG = 1 << 18;

type State = 'head' | 'fields' | 'events' | 'samples' | 'after' | 'whole';

export class Importer {
  readonly #recording = new Recording();
  #json = new JsonBytes();
  readonly #keys = new Interner(10_000);
  #chrome: ChromeEvents | undefined;
  #state: State = 'head';
  /** Whether the file is a bare list of events, not an object that contains one. */
  #isBare = false;
  /** Whether events follow each other without a list around them: one a line. */
  #isLines = false;
  /** Chunks received before the format was known. */
  #kept: Uint8Array[] = [];
  #keptLength = 0;
  /** Number of bytes to wait for if a long value is incomplete: twice the number at the last attempt. */
  #wanted = 0;
  #seen: string[] = [];
  #frames: unknown;
  #own: unknown;
  /** Whether something follows after the end of the trace. */
  #hasRest = false;
  #isBroken = false;
  /** Whether formats that are read as a whole are out of the question. */
  readonly #isChrome: boolean;

  constructor(isChrome = false) {
    this.#isChrome = isChrome;
  }

  /** Number of events read so far. */
  get events(): number {
    return this.#recording.events;
  }

  /**
   * @param chunk may be reused by the caller afterwards
   * @throws ImportError as soon as the file is known to be unreadable
   */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (this.#chrome === undefined) this.#keep(chunk);
    if (this.#state === 'whole') return;
    if (this.#state === 'after') {
      this.#seeRest(chunk);
      return;
    }
    this.#json.feed(chunk);
    if (this.#json.end > MOST_VALUE && this.#state !== 'head')
      this.#json.fail(`a single value is longer than ${MOST_VALUE} bytes`);
    if (this.#json.left >= this.#wanted) this.#read();
  }

  /** @throws ImportError */
  end(): Imported {
    const { notes } = this.#recording;
    if (this.#state !== 'whole') {
      this.#json.isLast = true;
      this.#read();
    }
    if (this.#state === 'whole') return this.#readWhole();
    if (this.#state === 'head') throw new ImportError('', 'the file is empty');
    if (this.#chrome === undefined) {
      const seen = this.#seen.slice(0, 8).join(', ') || 'none';
      throw new ImportError('', `no trace of a known format: its fields are ${seen}`);
    }
    const own = this.#ownTrace();
    if (own !== undefined) return own;
    const { events } = this.#recording;
    if (events === 0) throw new ImportError('', 'there is no event in it');
    const isOpen = this.#state === 'events' || this.#state === 'samples';
    if (isOpen && !this.#isLines) notes.add('cut-short', events);
    if (this.#hasRest) notes.add('after-end', 0);
    this.#chrome.end(this.#frames);
    return this.#done('chrome-trace');
  }

  #done(format: Exclude<Format, 'weft' | 'weft-run'>): Imported {
    const { notes, title, events, hasContent } = this.#recording;
    if (!hasContent)
      throw new ImportError('', `nothing in it has a place in time; number of events: ${events}`);
    const trace = buildTrace(this.#recording);
    return { kind: 'trace', format, trace, title, events, notes: notes.all() };
  }

  #keep(chunk: Uint8Array): void {
    this.#kept.push(chunk.slice());
    this.#keptLength += chunk.length;
    if (this.#keptLength > MOST_WHOLE)
      throw new ImportError(
        '',
        `a file of this kind is read as a whole, and may have ${MOST_WHOLE / 1e6} MB`,
      );
  }

  /** Reads as far as the bytes go. */
  #read(): void {
    let before = this.#json.at;
    try {
      do before = this.#json.at;
      while (this.#readOne());
    } catch (error) {
      const json = this.#json;
      if (error === MORE) {
        json.at = before;
        this.#wanted = json.left < LONG ? 0 : 2 * json.left;
        const isCut = json.isLast && this.#chrome !== undefined && !json.isEmpty();
        if (isCut && !json.isOnlyComma()) this.#noteCut();
        return;
      }
      if (error instanceof ImportError && this.#recording.events > 0) {
        // What came before is a valid trace all the same.
        this.#recording.notes.add('broken', this.#recording.events + 1, 1, error.message);
        this.#state = 'after';
        this.#isBroken = true;
        json.at = json.end;
        return;
      }
      throw error;
    }
    if (this.#state === 'after') {
      const json = this.#json;
      this.#seeRest(json.bytes.subarray(json.at, json.end));
      json.at = json.end;
    }
  }

  /** White space and zeros, with which some systems fill a file, are nothing. */
  #seeRest(bytes: Uint8Array): void {
    if (!this.#isBroken) this.#hasRest ||= bytes.some((byte) => byte > 32);
  }

  #noteCut(): void {
    this.#recording.notes.add('cut-short', this.#recording.events + 1);
    this.#state = 'after';
  }

  /** Reads the next element of the file. False if there is nothing more to read. */
  #readOne(): boolean {
    switch (this.#state) {
      case 'head':
        return this.#readHead();
      case 'fields':
        return this.#readField();
      case 'events':
      case 'samples':
        return this.#readEvent();
      default:
        return false;
    }
  }

  #readHead(): boolean {
    const json = this.#json;
    if (json.end - json.at < 3 && !json.isLast) throw MORE;
    this.#skipMark();
    const first = json.peek();
    if (first === OPEN_LIST) {
      json.at++;
      this.#isBare = true;
      this.#beginEvents();
    } else if (first === OPEN_OBJECT) {
      json.at++;
      this.#state = 'fields';
    } else throw refusal(json.bytes.subarray(json.at, json.end));
    return true;
  }

  /** A byte order mark has no meaning in UTF-8. */
  #skipMark(): void {
    const json = this.#json;
    if (json.bytes[json.at] === 0xef && json.bytes[json.at + 1] === 0xbb) json.at += 3;
  }

  /** Whether a list of objects begins here. */
  #hasObjects(): boolean {
    const json = this.#json;
    if (json.peek() !== OPEN_LIST) return false;
    const from = json.at++;
    const isObject = json.peek() === OPEN_OBJECT;
    json.at = from;
    return isObject;
  }

  #beginEvents(state: 'events' | 'samples' = 'events'): void {
    this.#state = state;
    this.#chrome ??= new ChromeEvents(this.#recording, this.#json);
    this.#kept = [];
  }

  /** The first object was an event itself: the file is read again from its start. */
  #beginLines(): true {
    const { isLast } = this.#json;
    this.#json = new JsonBytes();
    for (const chunk of this.#kept) this.#json.feed(chunk);
    this.#json.isLast = isLast;
    this.#skipMark();
    this.#isLines = true;
    this.#beginEvents();
    return true;
  }

  #readField(): boolean {
    const json = this.#json;
    const c = json.peek();
    if (c === CLOSE_OBJECT) {
      json.at++;
      if (this.#chrome === undefined && this.#seen.includes('ph')) return this.#beginLines();
      this.#state = 'after';
      return false;
    }
    if (json.takeComma()) return true;
    const key = this.#keys.text(json.readText(this.#keys));
    json.takeColon();
    if (key === 'traceEvents') {
      if (json.peek() !== OPEN_LIST) json.fail('traceEvents should be a list');
      json.at++;
      this.#beginEvents();
      return true;
    }
    if (key === 'samples' && this.#hasObjects()) {
      json.at++;
      this.#beginEvents('samples');
      return true;
    }
    if (WHOLE.has(key) && this.#chrome === undefined && !this.#isChrome) {
      this.#state = 'whole';
      return false;
    }
    json.peek();
    const from = json.at;
    json.skip();
    this.#seen.push(key);
    // Two bytes are an empty text.
    if (OTHER_PARTS.has(key) && json.at - from > 2)
      this.#recording.notes.add('other-part', 0, 1, key);
    if (key === 'stackFrames') this.#frames = this.#parse(from);
    if (key === 'metadata') this.#own = fieldOf(this.#parse(from), 'weft');
    return true;
  }

  #parse(from: number): unknown {
    try {
      return JSON.parse(this.#json.textOf(from, this.#json.at));
    } catch {
      return undefined;
    }
  }

  #readEvent(): boolean {
    const json = this.#json;
    const c = json.peek();
    if (c === OPEN_OBJECT) {
      if (this.#state === 'samples') this.#chrome!.readSample();
      else this.#chrome!.read();
    } else if (c === CLOSE_LIST) {
      json.at++;
      this.#state = this.#isBare ? 'after' : 'fields';
    } else if (json.takeComma()) {
      if (json.peek() === CLOSE_LIST)
        this.#recording.notes.add('trailing-comma', this.#recording.events);
    } else {
      json.skip();
      this.#recording.notes.add('not-an-event', this.#recording.events + 1);
    }
    return true;
  }

  /** A trace of Weft's own, embedded in a file for other tools. */
  #ownTrace(): Imported | undefined {
    if (this.#own === undefined) return undefined;
    const found = parseTrace(this.#own);
    if (!found.ok) return undefined;
    const { trace, title } = found;
    const events = trace.length;
    return { kind: 'trace', format: 'chrome-trace', trace, title, events, notes: [] };
  }

  #readWhole(): Imported {
    const { json, text } = parseWhole(this.#kept, this.#keptLength);
    this.#kept = [];
    if (isTraceFile(json)) {
      const found = parseTrace(json);
      if (!found.ok) throw new ImportError(found.problem.where, found.problem.what);
      const { trace, title } = found;
      const format = 'weft';
      return { kind: 'trace', format, trace, title, events: trace.length, notes: [] };
    }
    const format = fieldOf(json, 'format');
    // A lesson contains its run.
    if (format === 'weft-run' || format === 'weft-lesson')
      return { kind: 'run', format: 'weft-run', text };
    const found = whole.find(({ is }) => is(json));
    if (found === undefined && Array.isArray(fieldOf(json, 'traceEvents'))) {
      const again = new Importer(true);
      again.push(new TextEncoder().encode(text));
      return again.end();
    }
    if (found === undefined) {
      const seen = Object.keys(json as object).slice(0, 8);
      throw new ImportError('', `no trace of a known format: its fields are ${seen.join(', ')}`);
    }
    found.read(json, this.#recording);
    return this.#done(found.format);
  }
}

const fieldOf = (json: unknown, key: string): unknown =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, key)
    ? (json as Record<string, unknown>)[key]
    : undefined;
