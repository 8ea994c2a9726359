/**
 * Samples of a thread (phase P): each lasts until the next. Their frames are in a table that may be at the end of the
 * file, so samples are kept until then.
 */
import { MOST_FRAMES, StackWalk, type Frame } from '../build/stacks.ts';
import type { ForeignLane, Recording } from '../build/recording.ts';
import { textOf, type Fields } from '../json/values.ts';
import { NONE, type EventFields } from './event-fields.ts';

interface Sample {
  readonly time: number;
  /** Index of an id, or NONE. */
  readonly frame: number;
  readonly stack: unknown;
  readonly name: number;
  readonly place: number;
}

export class Samples {
  readonly #recording: Recording;
  /** By thread, or by its number if the file does not name its process. */
  readonly #of = new Map<ForeignLane | string, Sample[]>();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  add(
    lane: ForeignLane | string,
    time: number,
    { frame, name }: EventFields,
    stack: unknown,
    place: number,
  ): void {
    const samples = this.#of.get(lane);
    const sample = { time, frame, stack, name, place };
    if (samples === undefined) this.#of.set(lane, [sample]);
    else samples.push(sample);
  }

  /** @param idText text of an id */
  end(frames: unknown, idText: (id: number) => string): void {
    const table = typeof frames === 'object' && frames !== null ? (frames as Fields) : {};
    const { names, notes } = this.#recording;
    for (const [sampled, samples] of this.#of) {
      const thread = typeof sampled === 'string' ? this.#threadOf(sampled) : sampled;
      // Samples are beside the thread's slices: neither nests in the other.
      const lane = this.#recording.track(thread.process, `${thread.name || thread.id} samples`);
      lane.order = thread.order;
      const walk = new StackWalk(lane);
      samples.sort((a, b) => a.time - b.time);
      for (const { time, frame, stack, name, place } of samples) {
        const found = frame === NONE ? [] : stackFrom(table, idText(frame));
        if (frame !== NONE && found.length === 0) notes.add('no-stack', place);
        const told = found.length > 0 ? found : Array.isArray(stack) ? stack.map(textOf) : [];
        const path: Frame[] = told.map((text) => names.ofText(text));
        walk.moveTo(time, path.length > 0 ? path : [name], place);
      }
      walk.end();
    }
  }

  /** The thread with this number; if there is none, one in a process with this number. */
  #threadOf(id: string): ForeignLane {
    const known = this.#recording.lanes.find((lane) => lane.isThread && lane.id === id);
    return known ?? this.#recording.thread(this.#recording.process(id), id);
  }
}

/** From the outermost frame to the one with this id. */
function stackFrom(table: Fields, id: string): string[] {
  const path: string[] = [];
  let at: string | undefined = id;
  while (at !== undefined && Object.hasOwn(table, at) && path.length < MOST_FRAMES) {
    const frame = table[at] as { name?: unknown; parent?: unknown } | null;
    if (typeof frame !== 'object' || frame === null) break;
    path.push(textOf(frame.name) || '?');
    at = frame.parent === undefined ? undefined : textOf(frame.parent);
  }
  return path.toReversed();
}
