/**
 * Search from a point of a run for a wanted ending with the fewest switches: every continuation with at most n
 * switches, for increasing n. If that takes too long, random runs, and if those find none, the former for longer.
 */
import type { Ms } from '../../base/units.ts';
import { draw } from '../../engines/model/chance.ts';
import type { Outcome } from '../../trace/outcome.ts';
import { T_STATE, threadAt, ThreadState } from '../../kernel/memory.ts';
import { opSpecs } from '../../kernel/ops.ts';
import type { Move } from '../../teach/switches.ts';
import { Digests } from '../digest.ts';
import type { Pending, Standing } from '../execution.ts';
import { moverLabel, opLabel } from '../labels.ts';
import { countSwitches } from '../linear-order.ts';
import type { Reach, ReachStep, ReachTurn } from '../report.ts';
import { RunStack } from '../run-stack.ts';
import { MOST_STEPS, type TrailStep, type Walker } from './walker.ts';

const MOST_SWITCHES = 12;
const BY_CHANCE = 400;
/** Factor on the time limit if random runs find no way either. */
const MORE = 8;
const CREATE = 'create';
const END = 'end';

/**
 * Limit of the systematic search: a time, if the reader waits, or a number of places, which is the same on every
 * machine.
 */
export type ReachLimit = { readonly ms: Ms } | { readonly places: number };

interface WayStep extends TrailStep {
  readonly op: string;
  /** It only begins to wait. */
  readonly waits: boolean;
}

export class Reaching {
  readonly #walker: Walker;
  readonly #isWon: (outcome: Outcome) => boolean;
  readonly #limit: ReachLimit;
  #isLate: () => boolean;
  #isOverNow = false;
  /** The path being examined. */
  readonly #path: WayStep[] = [];
  /** Whether continuations were left out because of the switch limit. */
  #isCut = false;
  /** The run so far as a partial order, to detect equivalent prefixes. */
  readonly #run = new RunStack();
  readonly #digests = new Digests(this.#run);
  /** By digest and last thread: number of switches left with which it leads nowhere. */
  readonly #failed = new Map<string, number>();

  constructor(walker: Walker, isWon: (outcome: Outcome) => boolean, limit: ReachLimit) {
    this.#walker = walker;
    this.#isWon = isWon;
    this.#limit = limit;
    this.#isLate = lateness(limit);
  }

  /** Operations that threads have completed so far; unobservable steps are added by themselves. */
  find(moves: readonly Move[]): Reach {
    const { execution } = this.#walker;
    execution.restart();
    let last = -1;
    for (const move of moves) last = this.#follow(move) ?? last;
    this.#path.length = 0;
    const here = execution.standing();
    const found = this.#byFewest(here, last) ?? this.#byChance(here, last);
    if (found !== undefined || !this.#isOverNow) return found ?? { kind: 'unseen' };
    // Random runs found no way, so there is no deadline.
    this.#isOverNow = false;
    this.#isLate = lateness(this.#limit, MORE);
    return this.#byFewest(here, last) ?? { kind: 'unseen' };
  }

  /** undefined if none is found within the limit, or it takes too many switches. */
  #byFewest(here: Standing, last: number): Reach | undefined {
    for (let most = 0; most <= MOST_SWITCHES; most++) {
      this.#isCut = false;
      this.#failed.clear();
      this.#walker.execution.resume(here);
      if (this.#goOn(last, most)) return this.#told(last);
      if (this.#isOver) break;
      if (!this.#isCut) return { kind: 'none' };
    }
    return undefined;
  }

  /**
   * Follows a recorded move of a thread. A trace does not say who created a process or thread: the thread that has come
   * further has done it. Returns the thread; undefined if no step was needed.
   */
  #follow({ thread, op, waits }: Move): number | undefined {
    const { execution } = this.#walker;
    for (let last: number | undefined; ;) {
      const pending = this.#walker.enabled().find(({ index }) => index === thread);
      if (pending === undefined) return last;
      const pends = this.#opOf(pending);
      // Beginning to wait is a step only if observable. The end of a killed process is recorded as the end of its main
      // thread.
      const isIt = execution.isDying(pending)
        ? op === END
        : pends === op && (!waits || this.#mayOnlyWait(pending));
      if (!isIt && pends !== CREATE) return last;
      this.#take(pending);
      last = pending.thread;
      if (isIt) return last;
    }
  }

  #opOf({ op }: Pending): string {
    return opLabel(this.#walker.execution, op).op;
  }

  /** Threads that can be chosen. A killed process ends by itself, once no other thread can move. */
  #choices(): Pending[] {
    const enabled = this.#walker.enabled();
    const { execution } = this.#walker;
    const alive = enabled.filter(({ index }) => !execution.isDoomed(index));
    return alive.length > 0 ? alive : enabled;
  }

  #mayOnlyWait({ op, isWaiting }: Pending): boolean {
    return opSpecs[op.code]?.waitShows === true && !isWaiting;
  }

  #take(pending: Pending): void {
    const { execution } = this.#walker;
    const { phase, model } = execution;
    const op = this.#opOf(pending);
    const step = this.#walker.take(pending);
    const state = model.kernel.memory.i32[threadAt(pending.index) + T_STATE];
    const waits = this.#mayOnlyWait(pending) && state === ThreadState.blocked;
    this.#path.push({ ...step, op, waits });
    this.#run.push(pending, execution.launched, [], phase);
  }

  /** Returns to the point where the path had so many steps. */
  #takeBack(length: number): void {
    while (this.#path.length > length) {
      this.#path.pop();
      this.#run.pop();
    }
    this.#digests.forget(this.#run.length);
  }

  /** Whether an equivalent prefix was visited with as many switches left. */
  #isKnown(last: number, switches: number): boolean {
    const key = `${this.#digests.digest} ${last}`;
    if ((this.#failed.get(key) ?? -1) >= switches) return true;
    this.#failed.set(key, switches);
    return false;
  }

  get #isOver(): boolean {
    return (this.#isOverNow ||= this.#isLate());
  }

  /** Depth first; true if the goal is reached, and the path leads there. */
  #goOn(last: number, switches: number): boolean {
    const { execution } = this.#walker;
    const start = this.#path.length;
    // While there is only one choice, no point to return to is needed.
    for (;;) {
      const enabled = this.#choices();
      if (enabled.length === 0 && this.#isWon(this.#walker.outcome())) return true;
      if (enabled.length === 0 || this.#isOver || this.#path.length > MOST_STEPS) break;
      const stays = enabled.find(({ thread }) => thread === last);
      const others = enabled.filter(({ thread }) => thread !== last);
      if (switches === 0 && others.length > 0) {
        this.#isCut = true;
        if (stays === undefined) break;
      }
      const options = switches === 0 ? [stays!] : stays === undefined ? others : [stays, ...others];
      if (options.length === 1) {
        const [only] = options;
        if (only!.thread !== last && last >= 0) switches -= 1;
        last = only!.thread;
        this.#take(only!);
        continue;
      }
      if (this.#isKnown(last, switches)) break;
      const here = execution.standing();
      for (const option of options) {
        execution.resume(here);
        const isSwitch = option.thread !== last && last >= 0;
        const now = execution.pendings.find(({ thread }) => thread === option.thread)!;
        const length = this.#path.length;
        this.#take(now);
        if (this.#goOn(option.thread, switches - Number(isSwitch))) return true;
        this.#takeBack(length);
      }
      break;
    }
    this.#takeBack(start);
    return false;
  }

  /** undefined if they find none. */
  #byChance(here: Standing, last: number): Reach | undefined {
    let best: WayStep[] | undefined;
    for (let n = 1; n <= BY_CHANCE && (best === undefined || n < BY_CHANCE / 4); n++) {
      this.#walker.execution.resume(here);
      this.#takeBack(0);
      let enabled = this.#choices();
      for (let step = 0; enabled.length > 0 && step < MOST_STEPS; step++) {
        this.#take(enabled[draw(n, step, enabled.length)]!);
        enabled = this.#choices();
      }
      const isWon = enabled.length === 0 && this.#isWon(this.#walker.outcome());
      const isBetter = best === undefined || switchesOf(this.#path, last) < switchesOf(best, last);
      if (isWon && isBetter) best = [...this.#path];
    }
    this.#takeBack(0);
    if (best === undefined) return undefined;
    this.#path.push(...best);
    return this.#told(last);
  }

  #told(last: number): Reach {
    const { execution } = this.#walker;
    const path = this.#path.filter(({ pending }) => !execution.isDying(pending));
    return {
      kind: 'found',
      switches: switchesOf(path, last),
      turns: turnsOf(path, (step) => this.#step(step)),
    };
  }

  #step(step: TrailStep): ReachStep {
    const { index } = step.pending;
    const thread = moverLabel(this.#walker.execution, index);
    return { ...this.#walker.describe(step), thread, by: index };
  }
}

function turnsOf(path: readonly WayStep[], told: (step: WayStep) => ReachStep): ReachTurn[] {
  const turns: WayStep[][] = [];
  for (const step of path) {
    const turn = turns.at(-1);
    if (turn?.[0]?.thread === step.thread) turn.push(step);
    else turns.push([step]);
  }
  return turns.map((steps) => ({
    first: told(steps[0]!),
    last: told(steps.at(-1)!),
    moves: steps.map(({ op, waits }) => ({ op, waits })).filter(({ op }) => op !== CREATE),
  }));
}

/** Each call counts one place. */
function lateness(limit: ReachLimit, times = 1): () => boolean {
  if ('places' in limit) {
    let left = times * limit.places;
    return () => --left < 0;
  }
  const end = performance.now() + times * limit.ms;
  return () => performance.now() > end;
}

/** `last`: the thread of the previous step; -1 for none. */
function switchesOf(path: readonly TrailStep[], last: number): number {
  const threads = path.map(({ thread }) => thread);
  return countSwitches(last < 0 ? threads : [last, ...threads]);
}
