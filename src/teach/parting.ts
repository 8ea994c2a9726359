/**
 * Divergence of two runs of one program: the earliest instant from which some thread acts differently from its
 * counterpart.
 *
 * A thread's acts are the results of its operations, the values moved, and the durations that it chose to sleep; that
 * it had to wait, and for how long, is visible only in later acts. So runs on other engines, or with other schedules,
 * do not diverge as long as no thread acts differently.
 */
import type { EventIndex, Ms } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Identities } from './counterparts.ts';

/** A run to be compared. */
export interface Side {
  readonly trace: Trace;
  readonly identities: Identities;
  /** The run is complete up to this instant; Infinity: it is over. */
  readonly known: Ms;
}

export interface Parting {
  readonly time: Ms;
  /** In each run: the event that the other lacks, or the thread's last event; -1 if there is no such thread. */
  readonly events: readonly [first: EventIndex, second: EventIndex];
  /** Whether the event happens at that instant, or the thread has done nothing since. */
  readonly acts: readonly [first: boolean, second: boolean];
}

/** Acts of one run by thread identity. */
class Acts {
  readonly #side: Side;
  readonly byThread = new Map<string, EventIndex[]>();
  readonly last = new Map<string, EventIndex>();

  constructor(side: Side) {
    this.#side = side;
    const { trace, identities } = side;
    for (let seq = 0; seq < trace.length; seq++) {
      const name = identities.threads[trace.thread(seq)];
      if (name === undefined) continue;
      const acts = this.byThread.get(name);
      if (trace.phase(seq) === Phase.block || isAct(trace, seq)) this.last.set(name, seq);
      if (!isAct(trace, seq)) continue;
      if (acts === undefined) this.byThread.set(name, [seq]);
      else acts.push(seq);
    }
  }

  of = (thread: string): readonly EventIndex[] => this.byThread.get(thread) ?? [];

  /** Equal for equal acts of both runs. */
  textOf(seq: EventIndex | undefined): string | undefined {
    if (seq === undefined) return undefined;
    const { trace, identities } = this.#side;
    const op = trace.op(seq) < 0 ? undefined : trace.opInfo(seq);
    const object = identities.objects[trace.object(seq)] ?? '';
    const other = identities.threads[trace.other(seq)] ?? '';
    const tells = op?.access !== undefined || op?.writes !== undefined || op?.flow !== undefined;
    const text = isSleep(trace, seq) ? trace.value(seq) : tells ? trace.text(seq) : '';
    return [trace.phase(seq), op?.name ?? '', object, other, text].join('\n');
  }

  timeOf = (seq: EventIndex): Ms => this.#side.trace.time(seq);

  asCalled = (seq: EventIndex): EventIndex => asCalled(this.#side.trace, seq);
}

const actPhases: ReadonlySet<Phase> = new Set([
  Phase.object,
  Phase.done,
  Phase.fail,
  Phase.raise,
  Phase.end,
]);

const isAct = (trace: Trace, seq: EventIndex): boolean =>
  actPhases.has(trace.phase(seq)) || isSleep(trace, seq);

/** Whether the event starts a sleep. */
const isSleep = (trace: Trace, seq: EventIndex): boolean =>
  trace.phase(seq) === Phase.block && trace.opInfo(seq)?.wait === 'sleep';

/** The event as a call of the program: Condition.wait(), which releases the lock first, begins its wait. */
function asCalled(trace: Trace, seq: EventIndex): EventIndex {
  if (trace.phase(seq) !== Phase.done || trace.opInfo(seq)?.hold !== 'give') return seq;
  const thread = trace.thread(seq);
  let next = seq + 1;
  while (next < trace.length && trace.thread(next) !== thread) next++;
  const isWait = next < trace.length && trace.phase(next) === Phase.block;
  return isWait && trace.objects[trace.object(next)]?.kind === 'condition' ? next : seq;
}

/** undefined as long as both do the same. */
export function partingOf(first: Side, second: Side): Parting | undefined {
  const sides = [new Acts(first), new Acts(second)] as const;
  const threads = new Set([...sides[0].byThread.keys(), ...sides[1].byThread.keys()]);
  let found: Parting | undefined;
  for (const thread of threads) {
    const parting = partingIn(thread, sides, [first.known, second.known]);
    if (parting !== undefined && (found === undefined || isBefore(parting, found))) found = parting;
  }
  return found;
}

function partingIn(
  thread: string,
  [a, b]: readonly [Acts, Acts],
  known: readonly [Ms, Ms],
): Parting | undefined {
  const [ours, theirs] = [a.of(thread), b.of(thread)];
  let n = 0;
  while (n < ours.length && n < theirs.length && a.textOf(ours[n]) === b.textOf(theirs[n])) n++;
  const [mine, other] = [ours[n], theirs[n]];
  if (mine === undefined && other === undefined) return undefined;
  const times = [
    mine === undefined ? Infinity : a.timeOf(mine),
    other === undefined ? Infinity : b.timeOf(other),
  ] as const;
  const time = Math.min(...times);
  // It may still do the same.
  if (mine === undefined && known[0] <= time) return undefined;
  if (other === undefined && known[1] <= time) return undefined;
  return {
    time,
    events: [
      mine === undefined ? (a.last.get(thread) ?? -1) : a.asCalled(mine),
      other === undefined ? (b.last.get(thread) ?? -1) : b.asCalled(other),
    ],
    acts: [mine !== undefined, other !== undefined],
  };
}

/** Of two at one instant the one whose event comes first in its own run. */
const isBefore = (one: Parting, other: Parting): boolean =>
  one.time < other.time || (one.time === other.time && firstEvent(one) < firstEvent(other));

const firstEvent = ({ events: [a, b] }: Parting): EventIndex =>
  a < 0 ? b : b < 0 ? a : Math.min(a, b);
