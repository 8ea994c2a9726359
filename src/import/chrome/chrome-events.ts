/** Interprets each phase of the Chrome Trace Event Format. */
import { Mark } from '../build/growing.ts';
import { FlowMark } from '../build/flow-links.ts';
import type { ForeignLane, ForeignProcess, Recording } from '../build/recording.ts';
import { Interner } from '../json/interner.ts';
import { fieldsOf, numberOf, type Fields } from '../json/values.ts';
import type { JsonBytes } from '../json/json-bytes.ts';
import { sizesIn } from './memory-dump.ts';
import { CpuProfiles, type ProfileName } from './cpu-profiles.ts';
import { EventFields, NONE } from './event-fields.ts';
import { readMetadata } from './metadata.ts';
import { Samples } from './samples.ts';

/** Maximum distance from the first event in microseconds: 3,000 years. */
const FARTHEST = 1e17;
/** Maximum length of the label of a counter, in characters. */
const MOST_LABEL = 300;

const code = (letter: string): number => letter.charCodeAt(0);

/**
 * Kinds of events, by the character code of the phase; of several letters for one kind, the later ones are from older
 * versions of the format.
 */
type Take =
  | 'complete'
  | 'begin'
  | 'end'
  | 'instant'
  | 'counter'
  | 'memory'
  | 'async-begin'
  | 'async-instant'
  | 'async-end'
  | 'step'
  | 'flow-start'
  | 'flow-step'
  | 'flow-end'
  | 'sample'
  | 'metadata';

const takes: readonly (Take | undefined)[] = takesByCode({
  X: 'complete',
  B: 'begin',
  E: 'end',
  iIR: 'instant',
  C: 'counter',
  vV: 'memory',
  bSN: 'async-begin',
  npO: 'async-instant',
  eFD: 'async-end',
  T: 'step',
  s: 'flow-start',
  t: 'flow-step',
  f: 'flow-end',
  P: 'sample',
  M: 'metadata',
});

function takesByCode(byLetters: Readonly<Record<string, Take>>): (Take | undefined)[] {
  const byCode = Array.from({ length: 256 }, (): Take | undefined => undefined);
  for (const [letters, take] of Object.entries(byLetters))
    for (const letter of letters) byCode[code(letter)] = take;
  return byCode;
}

export class ChromeEvents {
  readonly #recording: Recording;
  readonly #json: JsonBytes;
  readonly #ids = new Interner();
  readonly #fields: EventFields;
  readonly #samples: Samples;
  readonly #profiles: CpuProfiles;
  readonly #processes = new Map<number, ForeignProcess>();
  readonly #threads = new Map<number, ForeignLane>();
  readonly #profileNames = new Map<number, ProfileName | undefined>();
  /** Keys of chains of async slices and flows. */
  readonly #keys = new Map<string, number>();
  /** Origin of the clock: times are relative to the first event, so that no digits are lost. */
  #zero: number | undefined;
  #lastThread: ForeignLane | undefined;
  #lastPid = NONE;
  #lastTid = NONE;

  constructor(recording: Recording, json: JsonBytes) {
    this.#recording = recording;
    this.#json = json;
    this.#fields = new EventFields(recording.names, this.#ids);
    this.#samples = new Samples(recording);
    this.#profiles = new CpuProfiles(recording);
  }

  /** Reads the event at the current position. @param phase default if it has none */
  read(phase = 0): void {
    const fields = this.#fields;
    if (!fields.read(this.#json)) return;
    fields.phase ||= phase;
    const { notes } = this.#recording;
    const place = ++this.#recording.events;
    const take = takes[fields.phase];
    if (take === undefined) {
      if (fields.phase === 0) notes.add('no-phase', place);
      else notes.add('unknown-phase', place, 1, String.fromCharCode(fields.phase));
      return;
    }
    if (take === 'metadata') {
      const args = this.#args();
      const name = this.#recording.names.text(fields.name);
      const owners = { process: () => this.#process(), thread: () => this.#thread(place) };
      readMetadata(name, args, owners, notes, place);
      return;
    }
    if (!fields.hasTime) {
      notes.add('no-time', place);
      return;
    }
    this.#zero ??= fields.timeWhole;
    const micros = fields.timeWhole - this.#zero + fields.timePart;
    if (!(Math.abs(micros) <= FARTHEST)) {
      notes.add('time-out-of-range', place);
      return;
    }
    if (this.#recording.hasRoom()) this.#take(take, micros / 1000, place);
  }

  /** Reads the entry of the list `samples` at the current position: an event without a phase. */
  readSample(): void {
    this.read(code('P'));
  }

  /** Finishes after the whole file has been read. @param frames `stackFrames` of the file */
  end(frames: unknown): void {
    this.#samples.end(frames, (id) => this.#ids.text(id));
    this.#profiles.end(this.#zero ?? 0);
  }

  #take(take: Take, time: number, place: number): void {
    const fields = this.#fields;
    const { name } = fields;
    switch (take) {
      case 'complete': {
        const duration = this.#duration(place);
        const lane = this.#thread(place);
        this.#keepArgs(place);
        lane.records.push(Mark.complete, time, duration, name, place);
        this.#bindFlows(time, lane, place);
        return;
      }
      case 'begin': {
        const lane = this.#thread(place);
        this.#keepArgs(place);
        lane.records.push(Mark.begin, time, 0, name, place);
        this.#bindFlows(time, lane, place);
        return;
      }
      case 'end':
        this.#keepArgs(place);
        this.#thread(place).records.push(Mark.end, time, 0, name, place);
        return;
      case 'instant':
        if (this.#profile(time, place)) return;
        this.#keepArgs(place);
        this.#instantLane(place).records.push(Mark.instant, time, 0, name, place);
        return;
      case 'counter':
        this.#count(time, place);
        return;
      case 'memory':
        this.#countMemory(time, place);
        return;
      case 'step':
        // A newer use of the letter: a thread state with a duration.
        if (fields.hasDuration && fields.id === NONE) {
          const thread = this.#thread(place);
          this.#keepArgs(place);
          const states = this.#recording.track(thread.process, `${thread.id} states`);
          states.records.push(Mark.complete, time, this.#duration(place), name, place);
        } else this.#async(1, time, place);
        return;
      case 'async-begin':
        this.#async(0, time, place);
        return;
      case 'async-instant':
        this.#async(1, time, place);
        return;
      case 'async-end':
        this.#async(2, time, place);
        return;
      case 'flow-start':
        this.#flow(FlowMark.start, time, place);
        return;
      case 'flow-step':
        this.#flow(FlowMark.step, time, place);
        return;
      case 'flow-end':
        this.#flow(fields.bindsHere ? FlowMark.endHere : FlowMark.endAtNext, time, place);
        return;
      case 'sample':
        if (this.#profile(time, place)) return;
        this.#samples.add(this.#sampled(place), time, fields, this.#stack(), place);
        return;
      case 'metadata':
    }
  }

  /** False if the event does not belong to a V8 profile. @param time milliseconds from the clock's origin */
  #profile(time: number, place: number): boolean {
    const name = this.#profileName();
    if (name === undefined) return false;
    const { id } = this.#fields;
    const key = id === NONE ? '' : this.#ids.text(id);
    const micros = this.#zero! + time * 1000;
    this.#profiles.add(name, key, this.#thread(place), micros, this.#args(), place);
    return true;
  }

  /** Computed once per name. */
  #profileName(): ProfileName | undefined {
    const number = this.#fields.name;
    if (!this.#profileNames.has(number)) {
      const name = this.#recording.names.text(number);
      this.#profileNames.set(number, CpuProfiles.has(name) ? name : undefined);
    }
    return this.#profileNames.get(number);
  }

  /** In milliseconds. */
  #duration(place: number): number {
    const { duration, hasDuration } = this.#fields;
    const { notes } = this.#recording;
    if (!hasDuration || Number.isNaN(duration)) notes.add('no-duration', place);
    else if (duration < 0) notes.add('negative-duration', place);
    else if (duration <= FARTHEST) return duration / 1000;
    else notes.add('time-out-of-range', place);
    return 0;
  }

  #process(): ForeignProcess {
    const { pid } = this.#fields;
    const known = this.#processes.get(pid);
    if (known !== undefined) return known;
    const process = this.#recording.process(pid === NONE ? '' : this.#ids.text(pid));
    this.#processes.set(pid, process);
    return process;
  }

  #thread(place: number): ForeignLane {
    const { pid, tid, phase } = this.#fields;
    if (phase !== code('M')) {
      if (pid === NONE) this.#recording.notes.add('no-process', place);
      if (tid === NONE) this.#recording.notes.add('no-thread', place);
    }
    if (this.#lastThread !== undefined && pid === this.#lastPid && tid === this.#lastTid)
      return this.#lastThread;
    const key = (pid + 1) * 0x400_0000 + tid + 1;
    let lane = this.#threads.get(key);
    if (lane === undefined) {
      const process = this.#process();
      // The main thread of a process has its number.
      lane = this.#recording.thread(process, tid === NONE ? process.id : this.#ids.text(tid));
      this.#threads.set(key, lane);
    }
    this.#lastThread = lane;
    this.#lastPid = pid;
    this.#lastTid = tid;
    return lane;
  }

  /** The sampled thread: by its number alone, if that is all the file says. */
  #sampled(place: number): ForeignLane | string {
    const { pid, tid } = this.#fields;
    return pid === NONE && tid !== NONE ? this.#ids.text(tid) : this.#thread(place);
  }

  #instantLane(place: number): ForeignLane {
    const { scope } = this.#fields;
    if (scope === code('g')) {
      const { processes } = this.#recording;
      return this.#recording.track(processes[0] ?? this.#process(), 'global');
    }
    if (scope === code('p')) return this.#recording.track(this.#process(), 'process');
    return this.#thread(place);
  }

  /** `bind_id`: a flow that binds to the slice itself. */
  #bindFlows(time: number, lane: ForeignLane, place: number): void {
    const { bindId, flowsIn, flowsOut, name } = this.#fields;
    if (bindId === NONE || (!flowsIn && !flowsOut)) return;
    const mark = flowsIn ? (flowsOut ? FlowMark.step : FlowMark.endHere) : FlowMark.start;
    const key = this.#keyOf(`bind ${bindId}`);
    this.#recording.flows.push(mark, time, lane.index, key, name, place);
  }

  #flow(mark: number, time: number, place: number): void {
    const { id, category, name } = this.#fields;
    if (id === NONE) this.#recording.notes.add('no-id', place);
    const lane = this.#thread(place);
    const key = this.#keyOf(`flow ${category} ${name} ${id}`);
    this.#recording.flows.push(mark, time, lane.index, key, name, place);
  }

  #async(mark: number, time: number, place: number): void {
    const { id, isGlobal, idScope, category, name, phase, pid } = this.#fields;
    if (id === NONE) this.#recording.notes.add('no-id', place);
    if (pid === NONE) this.#recording.notes.add('no-process', place);
    const process = this.#process();
    const isObject = phase === code('N') || phase === code('O') || phase === code('D');
    const scope = `${isGlobal ? 'all' : process.index} ${idScope}`;
    const key = this.#keyOf(`${isObject ? 'object' : 'async'} ${scope} ${category} ${id}`);
    const track = isObject || category === 0 ? name : category;
    this.#keepArgs(place);
    this.#recording.asyncs.push(mark, time, process.index, key, name, track, place);
  }

  #count(time: number, place: number): void {
    const { name, id, pid } = this.#fields;
    const { notes, names } = this.#recording;
    if (pid === NONE) notes.add('no-process', place);
    const args = this.#args();
    const title = names.text(name) + (id === NONE ? '' : ` ${this.#ids.text(id)}`);
    const entries = Object.entries(args);
    let isComplete = entries.length > 0;
    for (const [key, value] of entries) {
      const number = numberOf(value);
      if (!Number.isFinite(number)) {
        isComplete = false;
        continue;
      }
      const isOnly = entries.length === 1 && (key === 'value' || key === names.text(name));
      const label = isOnly ? title : `${title} ${key}`;
      this.#countAs(label, time, number);
    }
    if (!isComplete) notes.add('counter-without-number', place);
  }

  /** Sizes of memory, by what has it. */
  #countMemory(time: number, place: number): void {
    const { notes } = this.#recording;
    const sizes = sizesIn(this.#args());
    for (const [name, bytes] of sizes) this.#countAs(`memory ${name}`, time, bytes);
    if (sizes.length === 0) notes.add('counter-without-number', place);
  }

  #countAs(label: string, time: number, value: number): void {
    this.#recording.count(this.#process(), label.slice(0, MOST_LABEL), time, value);
  }

  #keyOf(text: string): number {
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    this.#keys.set(text, this.#keys.size);
    return this.#keys.size - 1;
  }

  /** Keeps what a slice carries besides its name. */
  #keepArgs(place: number): void {
    const { argsFrom, argsTo } = this.#fields;
    if (argsTo > 0) this.#recording.texts.add(place, this.#json.bytes, argsFrom, argsTo);
  }

  #args(): Fields {
    const { argsFrom, argsTo } = this.#fields;
    return argsTo === 0 ? {} : parsedObject(this.#json.textOf(argsFrom, argsTo));
  }

  #stack(): unknown {
    const { stackFrom, stackTo } = this.#fields;
    if (stackTo === 0) return undefined;
    try {
      return JSON.parse(this.#json.textOf(stackFrom, stackTo));
    } catch {
      return undefined;
    }
  }
}

/** Texts, which are kept, and numbers that JSON does not have but Python writes. */
const TEXT_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)\b/gs;

/** {} if it is no JSON object. */
function parsedObject(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    const plain = text.replace(TEXT_OR_NO_NUMBER, (part) => (part.startsWith('"') ? part : 'null'));
    try {
      return fieldsOf(JSON.parse(plain));
    } catch {
      return {};
    }
  }
}
