/**
 * V8's samples among the events of a browser's trace: `Profile` starts one for a thread, each `ProfileChunk` continues
 * it (with the same id, from whatever thread wrote it), and an old `CpuProfile` is a complete one.
 */
import type { ForeignLane, Recording } from '../build/recording.ts';
import { fieldsOf, numberOf, type Fields } from '../json/values.ts';
import { CpuProfile } from '../v8/cpu-profile.ts';

interface Of {
  readonly profile: CpuProfile;
  thread: ForeignLane;
  /** Microseconds on the file's clock. */
  start: number;
}

/** Microseconds. */
const FARTHEST_START = 3.6e9;

const NAMES = ['Profile', 'ProfileChunk', 'CpuProfile'] as const;
export type ProfileName = (typeof NAMES)[number];

export class CpuProfiles {
  readonly #recording: Recording;
  readonly #of = new Map<string, Of>();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  static has(name: string): name is ProfileName {
    return NAMES.some((known) => known === name);
  }

  /** @param time microseconds on the file's clock */
  add(
    name: ProfileName,
    key: string,
    thread: ForeignLane,
    time: number,
    args: Fields,
    place: number,
  ): void {
    const data = fieldsOf(args['data']);
    const tree = fieldsOf(data['cpuProfile']);
    const whole = `${thread.process.index} ${key}${name === 'CpuProfile' ? ` ${place}` : ''}`;
    let of = this.#of.get(whole);
    if (of === undefined) {
      of = { profile: new CpuProfile(this.#recording), thread, start: time };
      this.#of.set(whole, of);
    }
    const start = numberOf(data['startTime'] ?? tree['startTime']);
    if (name !== 'ProfileChunk') of.thread = thread;
    // A start far from its own event belongs to another clock.
    if (Math.abs(start - time) < FARTHEST_START) of.start = start;
    of.profile.add(tree, data, place);
  }

  /** @param zero origin of the file's clock, in microseconds */
  end(zero: number): void {
    for (const { profile, thread, start } of this.#of.values()) {
      const lane = this.#recording.track(thread.process, `${thread.name || thread.id} samples`);
      lane.order = thread.order;
      profile.write(lane, (start - zero) / 1000);
    }
  }
}
