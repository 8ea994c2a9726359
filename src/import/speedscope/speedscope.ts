/** speedscope's own format: each profile is the calls of one thread, as events or as samples. */
import { Mark } from '../build/growing.ts';
import type { ForeignLane, Recording } from '../build/recording.ts';
import { StackWalk } from '../build/stacks.ts';
import { fieldsOf, indexOf, listOf, numberOf, textOf, type Fields } from '../json/values.ts';

/** Milliseconds in a unit. What is not time is shown as if it were. */
const units: Readonly<Record<string, number>> = {
  nanoseconds: 1e-6,
  microseconds: 1e-3,
  milliseconds: 1,
  seconds: 1000,
};

export const isSpeedscope = (json: unknown): boolean => {
  const { $schema, shared, profiles } = fieldsOf(json);
  return (
    textOf($schema).includes('speedscope') ||
    (Array.isArray(profiles) && fieldsOf(shared) === shared)
  );
};

export function readSpeedscope(json: unknown, recording: Recording): void {
  const file = fieldsOf(json);
  const { names } = recording;
  recording.title = textOf(file['name']);
  const frames = listOf(fieldsOf(file['shared'])['frames']).map((frame) => {
    const { name, file: path, line } = fieldsOf(frame);
    const place = textOf(path) === '' ? '' : ` (${textOf(path)}:${textOf(line) || '?'})`;
    return names.ofText((textOf(name) || '?') + place);
  });
  const process = recording.process('1');
  process.name = recording.title || textOf(file['exporter']);
  for (const [i, value] of listOf(file['profiles']).entries()) {
    const profile = fieldsOf(value);
    const lane = recording.thread(process, String(i + 1));
    lane.name = textOf(profile['name']);
    lane.order = i;
    const unit = units[textOf(profile['unit'])];
    if (unit === undefined) recording.notes.add('other-unit', 0, 1, textOf(profile['unit']));
    const scale = unit ?? 1;
    if (profile['type'] === 'sampled') readSamples(profile, lane, frames, scale, recording);
    else readEvents(profile, lane, frames, scale, recording);
  }
}

function readEvents(
  profile: Fields,
  lane: ForeignLane,
  frames: readonly number[],
  scale: number,
  recording: Recording,
): void {
  const end = numberOf(profile['endValue']) * scale;
  if (Number.isFinite(end)) lane.until = end;
  for (const value of listOf(profile['events'])) {
    const { type, at, frame } = fieldsOf(value);
    const place = ++recording.events;
    const time = numberOf(at) * scale;
    const name = frames[indexOf(frame)];
    if (!Number.isFinite(time)) recording.notes.add('no-time', place);
    else if (type !== 'O' && type !== 'C')
      recording.notes.add('unknown-phase', place, 1, textOf(type));
    else if (recording.hasRoom()) {
      if (name === undefined) recording.notes.add('no-stack', place);
      lane.records.push(type === 'O' ? Mark.begin : Mark.end, time, 0, name ?? 0, place);
    }
  }
}

function readSamples(
  profile: Fields,
  lane: ForeignLane,
  frames: readonly number[],
  scale: number,
  recording: Recording,
): void {
  const weights = listOf(profile['weights']);
  const begin = numberOf(profile['startValue']);
  let time = Number.isFinite(begin) ? begin : 0;
  const walk = new StackWalk(lane);
  for (const [i, stack] of listOf(profile['samples']).entries()) {
    const place = ++recording.events;
    const weight = numberOf(weights[i]);
    const path = listOf(stack).flatMap((frame) => frames[indexOf(frame)] ?? []);
    if (path.length < listOf(stack).length) recording.notes.add('no-stack', place);
    if (!recording.hasRoom()) break;
    walk.moveTo(time * scale, path, place);
    if (weight >= 0 && Number.isFinite(weight)) time += weight;
    else recording.notes.add('no-duration', place);
  }
  walk.end(time * scale);
}
