/** Labels of bars. */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { isInner, Phase, type Measure } from '../trace/format.ts';
import type { CoreLane, ObjectLane } from '../views/lane.ts';
import { LaneState } from '../views/interval-column.ts';
import type { Frame } from './frame.ts';
import { calledAs } from './texts/calls.ts';

/** Labels of an interval that begins with `event`, longest first: the first that fits is drawn. */
export function labelOf(
  frame: Pick<Frame, 'trace' | 'world' | 'text'>,
  event: EventIndex,
  state: LaneState,
): readonly string[] {
  const { trace } = frame;
  const phase = trace.phase(event);
  // A ready thread was woken on an object, or only waits for a core.
  if (phase !== (state === LaneState.ready ? Phase.wake : Phase.block)) return [];
  // The program's own words come first.
  const meaning = phase === Phase.block ? trace.doing(event) : '';
  const name = phase === Phase.block ? calledAs(trace.opName(trace.op(event))) : '';
  // No call of the program: the interpreter's work after main's last line.
  const op = trace.opInfo(event)?.life === 'leave' ? frame.text('at-exit') : name;
  const details = trace.objects[trace.object(event)];
  // Library-internal names mean nothing to readers of the program.
  const isTold = details !== undefined && !isInner(details);
  const object = isTold ? frame.world.names.object(trace.object(event)) : '';
  const other = state === LaneState.joining && trace.other(event) >= 0;
  const target = object === '' && other ? frame.world.names.brief(trace.other(event)) : object;
  const plain = [`${op} ${target}`.trim(), op, target].filter((text) => text !== '');
  if (meaning === '') return plain;
  // The name of the awaited object is worth more than half of the words.
  return target === '' ? shortened(meaning) : [`${meaning} (${target})`, meaning, ...plain];
}

/** The whole text, and its prefixes, word by word. */
function shortened(text: string): readonly string[] {
  const words = text.split(' ');
  const beginnings = words.slice(1).map((_, n) => `${words.slice(0, n + 1).join(' ')} …`);
  return [text, ...beginnings.toReversed()];
}

/** Short, since slices are narrow: for a process with only a main thread its own name suffices. */
function nameOnCore({ trace, world }: Frame, thread: ThreadIndex): string {
  const process = trace.threads[thread]?.process ?? 0;
  const alone = trace.threads.filter((other) => other.process === process).length === 1;
  return alone && process > 0 ? world.names.process(process) : world.names.ownThread(thread);
}

/** Labels of step i of an object: holder, quantity or value. */
export function stepLabel(
  frame: Frame,
  lane: ObjectLane | CoreLane,
  measure: Measure,
  i: number,
): string {
  const { steps } = lane;
  const value = steps.value[i]!;
  switch (measure) {
    case 'hold':
      if (value <= 0 || steps.thread[i]! < 0) return '';
      return lane.kind === 'core'
        ? nameOnCore(frame, steps.thread[i]!)
        : frame.world.names.brief(steps.thread[i]!);
    case 'flag':
      return value > 0 ? frame.text('set') : '';
    case 'value':
      return frame.lanes.valueText(steps.event[i]!);
    case 'depth':
    case 'permits':
    case 'waiting':
      return value > 0 ? String(value) : '';
    default:
      return '';
  }
}
