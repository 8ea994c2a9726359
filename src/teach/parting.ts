/**
 * Where two runs of one program part: the earliest instant from which on some thread does something else than its counterpart.
 *
 * What a thread does is what its operations came to, with what they moved, and for how long it chose to sleep; that it had to
 * wait, and for how long, shows only in what it does then. So runs on other engines, or in another order of steps, do not
 * differ as long as no thread does.
 */
import type { EventIndex, Ms } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Identities } from './counterparts.ts';

/** A run to be compared. */
export interface Side {
  readonly trace: Trace;
  readonly identities: Identities;
  /** All that happens before this instant is known; Infinity: nothing more will happen. */
  readonly known: Ms;
}

export interface Parting {
  readonly time: Ms;
  /** In each run: the event that the other has not, or what the thread was at last; -1 where there is no such thread. */
  readonly events: readonly [first: EventIndex, second: EventIndex];
  /** Of the event: does it come at that instant, or has the thread done nothing since? */
  readonly acts: readonly [first: boolean, second: boolean];
}

/** Acts of one run by what its threads are called in all runs. */
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

  /** Equal for acts that are the same in both runs. */
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

/** It goes to sleep, for as long as the event says. */
const isSleep = (trace: Trace, seq: EventIndex): boolean =>
  trace.phase(seq) === Phase.block && trace.opInfo(seq)?.wait === 'sleep';

/** As its program says it: what gives a lock back only to wait until it is notified, in one call, begins to wait. */
function asCalled(trace: Trace, seq: EventIndex): EventIndex {
  if (trace.phase(seq) !== Phase.done || trace.opInfo(seq)?.hold !== 'give') return seq;
  const thread = trace.thread(seq);
  let next = seq + 1;
  while (next < trace.length && trace.thread(next) !== thread) next++;
  const isWait = next < trace.length && trace.phase(next) === Phase.block;
  return isWait && trace.objects[trace.object(next)]?.kind === 'condition' ? next : seq;
}

/** undefined as far as both do the same. */
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
  // It may do the same yet.
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

/** Of two at one instant the one that its own run tells first. */
const isBefore = (one: Parting, other: Parting): boolean =>
  one.time < other.time || (one.time === other.time && firstEvent(one) < firstEvent(other));

const firstEvent = ({ events: [a, b] }: Parting): EventIndex =>
  a < 0 ? b : b < 0 ? a : Math.min(a, b);
