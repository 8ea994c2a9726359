/**
 * Random traces of any size that keep every rule of `format.ts`: threads that contend for locks, pass items through
 * queues, sleep and compute. The same options give the same trace. For property tests and benchmarks.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase, type NewEvent, type OpInfo } from './format.ts';
import { Trace } from './trace.ts';

export interface RandomTraceOptions {
  /** Stops after about this many events, with threads left as they are. */
  readonly events: number;
  readonly seed: number;
  /** Threads in all. Default 8. */
  readonly threads?: number;
  /** Number of processes for the threads. Default 2. */
  readonly processes?: number;
  /** Number of locks, and of queues. Default 3 each. */
  readonly objects?: number;
}

const ops: readonly OpInfo[] = [
  { name: 'start', wait: 'sync' },
  { name: 'acquire', wait: 'sync', hold: 'take' },
  { name: 'release', hold: 'give' },
  { name: 'put', wait: 'message', flow: 'send' },
  { name: 'get', wait: 'message', flow: 'receive' },
  { name: 'sleep', wait: 'sleep' },
  { name: 'write' },
];
const Op = { start: 0, acquire: 1, release: 2, put: 3, get: 4, sleep: 5, write: 6 } as const;

/** Pseudo-random numbers in [0, 1), determined by the seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Actor {
  readonly index: ThreadIndex;
  readonly process: number;
  /** Mean time that it computes between operations. */
  readonly pace: Ms;
  /** Time of its next action; Infinity while it waits for a wake-up. */
  next: Ms;
  /** Timeout of its wait; Infinity for none. */
  deadline: Ms;
  /** The operation it waits in or will retry, or -1. */
  pending: number;
  object: ObjectIndex;
  holds: ObjectIndex;
}

interface Item {
  readonly put: EventIndex;
  readonly text: string;
}

class Story {
  readonly trace = new Trace(ops);
  readonly #random: () => number;
  readonly #actors: Actor[] = [];
  readonly #locks: ObjectIndex[] = [];
  readonly #queues: ObjectIndex[] = [];
  readonly #variables: ObjectIndex[] = [];
  readonly #holder = new Map<ObjectIndex, ThreadIndex>();
  readonly #items = new Map<ObjectIndex, Item[]>();
  readonly #waiting = new Map<ObjectIndex, Actor[]>();
  #time: Ms = 0;
  #serial = 0;

  constructor(options: Required<RandomTraceOptions>) {
    this.#random = randomNumbers(options.seed);
    for (let p = 0; p < options.processes; p++) this.#declareProcess(p);
    for (let i = 0; i < options.objects; i++) {
      const process =
        i % (options.processes + 1) === options.processes ? -1 : i % options.processes;
      this.#locks.push(this.#declareObject('lock', `lock-${i}`, process, -1));
      this.#queues.push(this.#declareObject('queue', `queue-${i}`, process, 4));
    }
    this.#variables.push(this.#declareObject('variable', 'total', 0, -1));
    for (let i = 0; i < options.threads; i++) this.#declareThread(i, i % options.processes);
  }

  run(events: number): Trace {
    for (const actor of this.#actors) {
      const main = this.#actors[actor.process]!;
      const cause = actor === main ? -1 : this.#done(main, Op.start, -1, -1, '', -1, actor.index);
      this.#time += this.#random();
      this.#add({ phase: Phase.start, thread: actor.index, cause });
      actor.next = this.#time + this.#random() * actor.pace;
    }
    while (this.trace.length < events) {
      const actor = this.#soonest();
      this.#time = Math.max(this.#time, actor.next);
      this.#act(actor);
    }
    return this.trace;
  }

  #soonest(): Actor {
    let best = this.#actors[0]!;
    for (const actor of this.#actors) if (actor.next < best.next) best = actor;
    return best;
  }

  #act(actor: Actor): void {
    if (actor.pending === Op.sleep) {
      actor.pending = -1;
      this.#done(actor, Op.sleep, -1, -1);
      this.#compute(actor);
    } else if (actor.pending >= 0) this.#attempt(actor, actor.pending, actor.object);
    else if (actor.holds >= 0) this.#release(actor);
    else {
      const dice = this.#random();
      const pick = (list: readonly ObjectIndex[]) =>
        list[Math.floor(this.#random() * list.length)]!;
      if (dice < 0.45) this.#attempt(actor, Op.acquire, pick(this.#locks));
      // Even threads only take and odd threads only give, so they never all wait.
      else if (dice < 0.75)
        this.#attempt(actor, actor.index % 2 === 0 ? Op.get : Op.put, pick(this.#queues));
      else if (dice < 0.9) this.#sleep(actor);
      else this.#write(actor);
    }
  }

  #attempt(actor: Actor, op: number, object: ObjectIndex): void {
    const items = this.#items.get(object) ?? [];
    const holder = this.#holder.get(object) ?? -1;
    const possible =
      op === Op.acquire ? holder < 0 : op === Op.put ? items.length < 4 : items.length > 0;
    if (!possible) {
      if (actor.deadline <= this.#time) this.#giveUp(actor);
      else this.#wait(actor, op, object, holder);
      return;
    }
    actor.pending = -1;
    actor.deadline = Infinity;
    if (op === Op.acquire) {
      this.#holder.set(object, actor.index);
      actor.holds = object;
      this.#done(actor, op, object, 1);
      // Locks are held for less time than threads spend outside them.
      this.#compute(actor, 0.3);
      return;
    } else if (op === Op.put) {
      const text = `'job ${++this.#serial % 1000}'`;
      const put = this.#done(actor, op, object, items.length + 1, text);
      this.#items.set(object, [...items, { put, text }]);
      this.#wake(actor, object, put);
    } else {
      const [first, ...rest] = items;
      this.#items.set(object, rest);
      const got = this.#done(actor, op, object, rest.length, first!.text, first!.put);
      this.#wake(actor, object, got);
    }
    this.#compute(actor);
  }

  #wait(actor: Actor, op: number, object: ObjectIndex, holder: ThreadIndex): void {
    // A put has a timeout: otherwise some threads could wait for ever at full queues and the rest at empty ones.
    const limited = op === Op.put && actor.deadline === Infinity;
    const value = limited ? Math.ceil(actor.pace * 2) : -1;
    if (limited) actor.deadline = this.#time + value;
    actor.pending = op;
    actor.object = object;
    actor.next = actor.deadline;
    const line = this.#waiting.get(object) ?? [];
    line.push(actor);
    this.#waiting.set(object, line);
    this.#add({ phase: Phase.block, thread: actor.index, op, object, other: holder, value });
  }

  #giveUp(actor: Actor): void {
    const { object, pending: op } = actor;
    this.#waiting.set(object, this.#waiting.get(object)?.filter((one) => one !== actor) ?? []);
    actor.pending = -1;
    actor.deadline = Infinity;
    const value = this.#items.get(object)?.length ?? 0;
    this.#add({ phase: Phase.fail, thread: actor.index, op, object, value });
    this.#compute(actor);
  }

  #release(actor: Actor): void {
    const object = actor.holds;
    actor.holds = -1;
    this.#holder.set(object, -1);
    this.#wake(actor, object, this.#done(actor, Op.release, object, 0));
    this.#compute(actor);
  }

  /** Wakes every waiter of the object; the clock decides which of them succeeds first. */
  #wake(actor: Actor, object: ObjectIndex, cause: EventIndex): void {
    const line = this.#waiting.get(object) ?? [];
    this.#waiting.set(object, []);
    for (const other of line.splice(0, 2)) {
      this.#add({ phase: Phase.wake, thread: actor.index, other: other.index, object, cause });
      other.next = this.#time + this.#random() * 0.2;
    }
    this.#waiting.get(object)!.push(...line);
  }

  #sleep(actor: Actor): void {
    const limit = Math.ceil(this.#random() * actor.pace * 4);
    this.#add({ phase: Phase.block, thread: actor.index, op: Op.sleep, value: limit });
    actor.pending = Op.sleep;
    actor.next = this.#time + limit;
  }

  #write(actor: Actor): void {
    const value = Math.floor(this.#random() * 1000);
    this.#done(actor, Op.write, this.#variables[0]!, value, String(value));
    this.#compute(actor);
  }

  #compute(actor: Actor, share = 1): void {
    actor.next = this.#time + 0.05 + share * actor.pace * -Math.log(1 - this.#random());
  }

  #done(
    actor: Actor,
    op: number,
    object: ObjectIndex,
    value: number,
    text = '',
    cause = -1,
    other = -1,
  ): EventIndex {
    return this.#add({
      phase: Phase.done,
      thread: actor.index,
      op,
      object,
      value,
      text,
      cause,
      other,
    });
  }

  #add(event: Partial<NewEvent> & Pick<NewEvent, 'phase'>): EventIndex {
    const line = (event.op ?? -1) < 0 ? 0 : 10 + (event.op ?? 0);
    return this.trace.append({ ...BLANK, time: this.#time, real: this.#time, line, ...event });
  }

  #declareProcess(p: number): void {
    const text = JSON.stringify({
      name: p === 0 ? 'MainProcess' : `Process-${p}`,
      pid: 4100 + p,
      parent: p === 0 ? -1 : 0,
    });
    this.#add({ phase: Phase.process, value: p, text });
  }

  #declareThread(index: number, process: number): void {
    const name = index === process ? 'MainThread' : `Thread-${index}`;
    const text = JSON.stringify({ name, process, daemon: false, target: 'work' });
    this.#add({ phase: Phase.thread, other: index, text });
    const pace = 1 + 12 * this.#random() ** 3;
    this.#actors.push({
      index,
      process,
      pace,
      next: Infinity,
      deadline: Infinity,
      pending: -1,
      object: -1,
      holds: -1,
    });
  }

  #declareObject(kind: string, name: string, process: number, limit: number): ObjectIndex {
    const object = this.trace.objects.length;
    this.#add({
      phase: Phase.object,
      object,
      value: 0,
      text: JSON.stringify({ kind, name, process, limit }),
    });
    return object;
  }
}

const BLANK: NewEvent = {
  time: 0,
  real: 0,
  phase: Phase.halt,
  op: -1,
  thread: -1,
  object: -1,
  other: -1,
  value: -1,
  text: '',
  cause: -1,
  line: 0,
};

export function randomTrace(options: RandomTraceOptions): Trace {
  return new Story({ threads: 8, processes: 2, objects: 3, ...options }).run(options.events);
}
