/**
 * Why a thread waits for ever: what it waits for, and the earlier event that decided. Only the last event of each kind
 * is kept per object, so the cost does not grow with the run.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import { clause, type Clause, type Value } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Standing, Standings, Thing } from './standing.ts';
import { Tasks } from './tasks.ts';

interface Call {
  readonly seq: EventIndex;
  readonly thread: ThreadIndex;
}

interface Notify extends Call {
  /** The threads that it woke. */
  readonly woken: ThreadIndex[];
}

/** Last events on one object. */
interface Past {
  /** The event that created it. */
  readonly made: EventIndex;
  notify: Notify | undefined;
  set: Call | undefined;
  /** A set() that found the flag set already. */
  setTwice: Call | undefined;
  clear: Call | undefined;
  send: Call | undefined;
  receive: Call | undefined;
  give: Call | undefined;
  /** Permits by releasing event, those that are left, oldest first. */
  readonly gifts: Gift[];
  /** A thread that acquired two of the permits released together. */
  twice: (Call & { readonly gift: Gift }) | undefined;
}

/** Permits released together, and the threads that have acquired one of them. */
interface Gift extends Call {
  readonly count: number;
  left: number;
  readonly takers: Set<ThreadIndex>;
}

/** Maximum number of a semaphore's holders reported. */
const MOST_HOLDERS = 3;

export class Whys {
  readonly #standings: Standings;
  readonly #pasts: Past[] = [];
  readonly #tasks: Tasks;

  constructor(standings: Standings) {
    this.#standings = standings;
    this.#tasks = new Tasks(standings);
  }

  eat(e: Happening): void {
    this.#tasks.eat(e);
    if (e.phase === Phase.object) {
      this.#pasts[e.object] = newPast(e.seq, e.value);
      return;
    }
    const past = this.#pasts[e.object];
    if (past === undefined) return;
    if (e.phase === Phase.wake && past.notify?.seq === e.cause) {
      past.notify.woken.push(e.other);
    }
    if (e.phase !== Phase.done) return;
    const call = { seq: e.seq, thread: e.thread };
    const { flow, turn, hold, wait } = e.info;
    if (flow === 'send') past.send = call;
    else if (flow === 'receive') past.receive = call;
    else if (hold === 'give') {
      past.give = call;
      give(past, call, e.value - e.before);
    } else if (hold === 'take') take(past, call);
    else if (hold === undefined && wait === undefined && turn === undefined) {
      const kind = this.#standings.things[e.object]!.details.kind;
      // An operation on a condition that neither waits nor acquires is a notify.
      if (kind === 'condition') past.notify = { ...call, woken: [] };
      if (kind !== 'event') return;
      if (e.value !== 1) past.clear = call;
      else if (e.before === 1) past.setTwice = call;
      else past.set = call;
    }
  }

  lastNotify(condition: ObjectIndex): Call | undefined {
    return this.#pasts[condition]?.notify;
  }

  /** What the thread waits for, then what decided that it never happens. */
  explain(thread: Standing): readonly Clause[] {
    const thing = this.#standings.things[thread.object];
    return thing === undefined ? this.#join(thread) : this.#on(thread, thing);
  }

  #join(thread: Standing): Clause[] {
    const values = { thread: { thread: thread.index }, other: { thread: thread.blockedBy } };
    if (thread.blockedBy >= 0) return [clause('wait.join', thread.since, values)];
    const isLeaving = this.#standings.trace.ops[thread.op]?.life === 'leave';
    if (!isLeaving) return [clause('wait.others', thread.since, values)];
    return [clause('wait.leave', thread.since, values), ...this.#unsent(thread)];
  }

  /** A process cannot end before others have taken the items that it has put and that no pipe has room for. */
  #unsent({ index, process }: Standing): Clause[] {
    const { things, threads } = this.#standings;
    const isLast = threads.every(
      (one) => one.index === index || one.process !== process || one.run === 'ended',
    );
    if (!isLast) return [];
    return things.flatMap((thing) => {
      const send = this.#pasts[thing.index]?.send;
      const isIts = send !== undefined && threads[send.thread]?.process === process;
      if (!isIts || !thing.isQueue || thing.details.process >= 0 || thing.measure <= 0) return [];
      const object = { object: thing.index };
      return [clause('why.unsent', send.seq, { object, thread: { thread: index } })];
    });
  }

  /**
   * A process-private object is a separate copy in each process: an operation on one copy does not affect the others.
   */
  #copies({ index, details }: Thing): Clause[] {
    const { things } = this.#standings;
    if (details.process < 0) return [];
    const isTwin = (other: Thing) =>
      other.details.name === details.name && other.details.kind === details.kind;
    const twins = things.filter((other) => isTwin(other) && other.details.process >= 0);
    const processes = new Set(twins.map((twin) => twin.details.process));
    if (processes.size < 2 || processes.size < twins.length) return [];
    const copied = twins[0]!.index === index ? twins[1]! : things[index]!;
    const made = this.#pasts[copied.index]?.made ?? -1;
    const by = { thread: this.#standings.trace.thread(made) };
    const values = { object: { object: index }, count: processes.size, other: by };
    return [clause('why.copies', made, values)];
  }

  #on(thread: Standing, thing: Thing): Clause[] {
    const object = { object: thing.index };
    const values = { thread: { thread: thread.index }, object };
    const past = this.#pasts[thing.index] ?? newPast(-1);
    const say = (key: Clause['key'], more: Record<string, Value> = {}) =>
      clause(key, thread.since, { ...values, ...more });
    const { kind, limit } = thing.details;
    if (kind === 'future') return this.#onFuture(thing, say);
    if (thing.means === 'hold') return this.#onLock(thread, thing, say);
    if (thing.means === 'permits' && past.twice !== undefined) {
      return [say('wait.permit'), this.#twice(past.twice, object)];
    }
    if (thing.means === 'permits') {
      const holders = { threads: [...new Set(thing.holders)] };
      return thing.holders.length > 0
        ? [say('wait.permit-of', { holders }), ...this.#permits(thing)]
        : [say('wait.permit'), ...this.#since(past.give, 'why.last-give', object)];
    }
    if (kind === 'condition')
      return [say('wait.condition'), ...this.#unheard(thread, past, object)];
    if (kind === 'event')
      return [say('wait.event'), ...this.#copies(thing), ...this.#unset(past, object)];
    if (kind === 'barrier') {
      const came = thing.waiting.length;
      const copies = this.#copies(thing);
      const by = { thread: this.#standings.trace.thread(past.made) };
      const made = clause('why.parties', past.made, { object, other: by, came, parties: limit });
      return [say('wait.barrier', { came, parties: limit }), ...(copies[0] ? copies : [made])];
    }
    const { flow, turn } = this.#standings.trace.ops[thread.op] ?? {};
    if (turn === 'await-finished') return [say('wait.finished'), ...this.#tasks.unfinished(thing)];
    if (flow === 'receive') {
      const never = clause('why.never-put', -1, { object });
      const puts = this.#since(past.send, 'why.last-put', object);
      return [say('wait.item'), ...(puts.length > 0 ? puts : [never])];
    }
    if (flow === 'send') {
      const never = clause('why.never-taken', -1, { object });
      const gets = this.#since(past.receive, 'why.last-get', object);
      return [say('wait.room', { measure: thing.measure }), ...(gets.length > 0 ? gets : [never])];
    }
    return [say('wait.on')];
  }

  /** Threads that hold permits. */
  #permits({ index, holders, since }: Thing): Clause[] {
    return holders.slice(0, MOST_HOLDERS).map((holder, i) => {
      const one = this.#standings.threads[holder];
      const values = { holder: { thread: holder }, object: { object: index } };
      if (one?.run !== 'ended') return clause('why.holds', since[i]!, values);
      return clause('why.ended-holding', one.endedAt, { ...values, since: { time: since[i]! } });
    });
  }

  /** Its worker waits for another task, and so on; or no worker is free to start it. */
  #onFuture(
    thing: Thing,
    say: (key: Clause['key'], more?: Record<string, Value>) => Clause,
  ): Clause[] {
    const { threads, things, trace } = this.#standings;
    const told: Clause[] = [];
    const seen = new Set<Thing>();
    for (let at: Thing | undefined = thing; at !== undefined && !seen.has(at);) {
      seen.add(at);
      const object = { object: at.index };
      const worker: Standing | undefined = threads[at.holders[0] ?? -1];
      if (at === thing) told.push(say('wait.result'));
      if (worker === undefined) {
        const made = this.#pasts[at.index]?.made ?? -1;
        const isAtWork = (one: Standing) =>
          one.run === 'blocked' && things[one.object]?.details.kind === 'future' && one.isInner;
        const busy = threads.filter(isAtWork).map(({ index }) => index);
        const values = {
          object,
          other: { thread: trace.thread(made) },
          threads: { threads: busy },
        };
        if (made >= 0 && busy.length > 0) told.push(clause('why.pending', made, values));
        break;
      }
      told.push(clause('why.works', at.since[0]!, { object, holder: { thread: worker.index } }));
      const next: Thing | undefined = worker.run === 'blocked' ? things[worker.object] : undefined;
      if (next?.details.kind !== 'future') break;
      const values = { thread: { thread: worker.index }, object: { object: next.index } };
      told.push(clause('wait.result', worker.since, values));
      at = next;
    }
    return told;
  }

  /** One permit was meant for each thread, but one took two: another gets none. */
  #twice({ seq, thread, gift }: NonNullable<Past['twice']>, object: Value): Clause {
    const [giver, time] = [{ thread: gift.thread }, { time: gift.seq }];
    const values = { object, other: { thread }, giver, time, count: gift.count };
    return clause('why.twice', seq, values);
  }

  #onLock(
    thread: Standing,
    thing: Thing,
    say: (key: Clause['key'], more?: Record<string, Value>) => Clause,
  ): Clause[] {
    const holder = this.#standings.threads[thing.holders[0] ?? -1];
    if (holder === undefined) return [say('wait.lock')];
    const since = thing.since[0]!;
    const more = { holder: { thread: holder.index } };
    if (holder === thread) return [say('wait.own', { time: { time: since } })];
    const object = { object: thing.index };
    const took = clause('why.holds', since, { ...more, object });
    if (holder.run !== 'ended') return [say('wait.lock-of', more), took];
    const key = holder.end === EndStatus.killed ? 'why.killed' : 'why.ended-holding';
    return [
      say('wait.lock-of', more),
      clause(key, holder.endedAt, { ...more, object, since: { time: since } }),
    ];
  }

  #unheard(thread: Standing, { notify }: Past, object: Value): Clause[] {
    if (notify === undefined) return [clause('why.never-notified', -1, { object })];
    const key = notify.seq < thread.since ? 'why.notified-before' : 'why.notified-others';
    const { woken } = notify;
    const values = {
      object,
      count: woken.length,
      woken: { threads: woken },
      thread: { thread: thread.index },
      other: { thread: notify.thread },
      came: { time: thread.since },
    };
    const told = [clause(key, notify.seq, values)];
    if (key === 'why.notified-before') return told;
    // The woken thread could not use it.
    const again = woken.map((index) => this.#standings.threads[index]);
    for (const one of again) {
      if (one?.run !== 'blocked' || one.object !== thread.object) continue;
      told.push(clause('why.waits-again', one.since, { object, other: { thread: one.index } }));
    }
    return told;
  }

  #unset({ set, setTwice, clear }: Past, object: Value): Clause[] {
    if (set === undefined) return [clause('why.never-set', -1, { object })];
    const clauses: Clause[] = [];
    if (setTwice !== undefined) {
      const values = { object, other: { thread: setTwice.thread } };
      clauses.push(clause('why.set-twice', setTwice.seq, values));
    }
    const last = setTwice !== undefined && setTwice.seq > set.seq ? setTwice : set;
    clauses.push(...this.#since(last, 'why.last-set', object));
    if (clear !== undefined && clear.seq > set.seq) {
      const values = { object, other: { thread: clear.thread } };
      clauses.push(clause('why.cleared', clear.seq, values));
    }
    return clauses;
  }

  /** The last thread that did it, and whether it could do it again. */
  #since(
    call: Call | undefined,
    key: 'why.last-give' | 'why.last-put' | 'why.last-get' | 'why.last-set',
    object: Value,
  ): Clause[] {
    if (call === undefined) return [];
    const other = this.#standings.threads[call.thread];
    const ended = other === undefined || other.run === 'ended';
    return [
      clause(key, call.seq, { object, other: { thread: call.thread } }),
      ...(ended && other !== undefined
        ? [clause('why.has-ended', other.endedAt, { other: { thread: call.thread } })]
        : []),
    ];
  }
}

/** `measure`: the initial permits of a semaphore, which are not meant for anyone. */
const newPast = (made: EventIndex, measure = 0): Past => ({
  made,
  notify: undefined,
  set: undefined,
  setTwice: undefined,
  clear: undefined,
  send: undefined,
  receive: undefined,
  give: undefined,
  gifts: measure > 0 ? [giftOf({ seq: made, thread: -1 }, measure)] : [],
  twice: undefined,
});

function give({ gifts }: Past, call: Call, count: number): void {
  if (count > 0) gifts.push(giftOf(call, count));
}

const giftOf = (call: Call, count: number): Gift => ({
  ...call,
  count,
  left: count,
  takers: new Set(),
});

function take(past: Past, call: Call): void {
  const [gift] = past.gifts;
  if (gift === undefined) return;
  if (gift.thread >= 0 && gift.takers.has(call.thread)) past.twice ??= { ...call, gift };
  gift.takers.add(call.thread);
  gift.left -= 1;
  if (gift.left === 0) past.gifts.shift();
}
