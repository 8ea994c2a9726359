/**
 * Ends with consequences: killed while holding a wanted lock, an exception that nobody sees, an unresponsive thread,
 * daemons cut off in their work, threads or processes never joined.
 */
import type { EventIndex, ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Case, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';
import { short } from './tasks.ts';
import type { Standing, Thing } from './standing.ts';
import { lastLine } from '../trace/outcome.ts';

/** Maximum length of an error's text in characters. */
const MOST_ERROR = 120;

export class Endings implements Detector {
  readonly #scene: Scene;
  /** Failed tasks whose result nobody has asked for. */
  readonly #unasked = new Map<ObjectIndex, EventIndex>();
  readonly #joined = new Set<ThreadIndex>();
  readonly #starter = new Map<ThreadIndex, ThreadIndex>();
  /** By process, the last signal sent to it by another. */
  readonly #signals = new Map<ProcessIndex, EventIndex>();
  /** Queues on which join() has been called. */
  readonly #awaited = new Set<ObjectIndex>();
  /** By thread, the last operation on program data that raised. */
  readonly #raised = new Map<ThreadIndex, { readonly seq: EventIndex; readonly on: ObjectIndex }>();
  /** By data object, the last change by each thread. */
  readonly #changed = new Map<ObjectIndex, Map<ThreadIndex, EventIndex>>();
  /** Daemons that have taken items from each queue. */
  readonly #served = new Map<ObjectIndex, Set<ThreadIndex>>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const thread = this.#scene.standings.threads[e.thread];
    if (e.phase === Phase.end && thread !== undefined) this.#end(e, thread);
    else if (e.phase === Phase.exit) this.#exit(e);
    else if (e.phase === Phase.block) this.#block(e);
    else if (e.phase === Phase.done) this.#done(e, thread);
    if (e.info.turn === 'await-finished') this.#awaited.add(e.object);
    if (e.info.access !== undefined && e.object >= 0) this.#access(e);
  }

  #access({ phase, info, object, thread, seq, value, before }: Happening): void {
    if (phase === Phase.raise) this.#raised.set(thread, { seq, on: object });
    if (phase !== Phase.done || info.access === 'read') return;
    const kind = this.#scene.standings.things[object]?.details.kind;
    // Replacing an existing element raises nothing elsewhere: adding or removing one does.
    if ((kind === 'list' || kind === 'dict') && value === before) return;
    const all = this.#changed.get(object) ?? new Map<ThreadIndex, EventIndex>();
    this.#changed.set(object, all.set(thread, seq));
  }

  /** Sentences about a release or task_done() without a matching acquire or get. */
  #misused({ thread, text }: Happening): readonly Clause[] {
    const { trace } = this.#scene.standings;
    const error = lastLine(text);
    const isIt = ({ seq }: Case) => trace.thread(seq) === thread && trace.text(seq) === error;
    const misuses = this.#scene.ledger.findings.filter(
      ({ kind }) => kind === 'over-release' || kind === 'over-done',
    );
    return misuses.map(({ cases }) => cases.findLast(isIt)?.says ?? []).flat();
  }

  /** The other thread that last changed the object on which this one raised. */
  #changer(thread: ThreadIndex): Clause[] {
    const raised = this.#raised.get(thread);
    if (raised === undefined) return [];
    const changes = [...(this.#changed.get(raised.on) ?? [])];
    const [last] = changes.filter(([other]) => other !== thread).toSorted(([, a], [, b]) => b - a);
    if (last === undefined) return [];
    const [other, seq] = last;
    const values = { other: { thread: other }, object: { object: raised.on } };
    return [clause('end.changed', seq, { ...values, thread: { thread } })];
  }

  #add(
    kind: Parameters<Scene['ledger']['add']>[0],
    subject: number,
    e: Happening,
    says: readonly Clause[],
    about: Partial<Pick<Case, 'threads' | 'objects'>>,
  ): void {
    const found = { seq: e.seq, says, threads: about.threads ?? [], objects: about.objects ?? [] };
    this.#scene.ledger.add(kind, subject, found);
  }

  #done(e: Happening, thread: Standing | undefined): void {
    if (e.info.signal === 'send') {
      const target = this.#scene.standings.threads[e.other];
      if (target !== undefined) this.#signals.set(target.process, e.seq);
    }
    if (e.isStart) this.#starter.set(e.other, e.thread);
    if (e.info.life === 'join' || e.info.life === 'reap') this.#joined.add(e.other);
    const thing = this.#scene.standings.things[e.object];
    if (thing === undefined) return;
    if (thing.details.kind === 'future') {
      if (e.info.hold === 'give' && e.value === -2) this.#unasked.set(e.object, e.seq);
      else if (
        e.thread !== this.#scene.standings.trace.thread(this.#unasked.get(e.object) ?? e.seq)
      )
        this.#unasked.delete(e.object);
    }
    if (e.info.flow === 'receive' && thing.isQueue && thread?.isDaemon === true) {
      const all = this.#served.get(e.object) ?? new Set();
      this.#served.set(e.object, all.add(e.thread));
    }
  }

  /** A thread waits for a lock whose holder is dead. */
  #block(e: Happening): void {
    const thing = this.#scene.standings.things[e.object];
    if (thing?.isLock === true) this.#abandoned(e, thing);
  }

  #abandoned(e: Happening, thing: Thing): void {
    const { threads } = this.#scene.standings;
    const holder = threads[thing.holders[0] ?? -1];
    const [waiter] = thing.waiting;
    if (holder?.end !== EndStatus.killed || waiter === undefined) return;
    const since = thing.since[0]!;
    const object = { object: thing.index };
    const values = { holder: { thread: holder.index }, object, thread: { thread: waiter } };
    const says = [
      clause('end.killed-holding', holder.endedAt, { ...values, since: { time: since } }),
      ...this.#killer(holder),
      clause('end.wants', threads[waiter]!.since, values),
    ];
    const about = { threads: [holder.index, waiter], objects: [thing.index] };
    if (!this.#scene.ledger.has('killed-holder', thing.index))
      this.#add('killed-holder', thing.index, e, says, about);
  }

  /** The thread that ended it. */
  #killer(killed: Standing): Clause[] {
    const sent = this.#signals.get(killed.process);
    if (sent === undefined) return [];
    const by = { thread: this.#scene.standings.trace.thread(sent) };
    return [clause('end.killer', sent, { holder: { thread: killed.index }, other: by })];
  }

  #end(e: Happening, thread: Standing): void {
    const { standings } = this.#scene;
    const who = { thread: { thread: e.thread } };
    const about = { threads: [e.thread] };
    if (e.value === EndStatus.lost) {
      this.#add('gave-no-sign', e.thread, e, [clause('end.lost', e.seq, who)], about);
    }
    const isMain = standings.mains[thread.process] === e.thread;
    if (e.value === EndStatus.raised && e.text !== '' && !isMain) {
      const error = short(lastLine(e.text), MOST_ERROR);
      const says = [clause('end.raised', e.seq, { ...who, error })];
      says.push(...this.#misused(e), ...this.#changer(e.thread));
      says.push(clause('end.nobody', -1, who));
      this.#add('unseen-exception', e.thread, e, says, about);
    }
    if (e.value !== EndStatus.killed) return;
    for (const { object } of thread.holds) {
      const thing = standings.things[object];
      // Objects of a dead process concern nobody.
      if (thing?.isLock === true && thing.details.process < 0) this.#abandoned(e, thing);
    }
  }

  #exit(e: Happening): void {
    const { standings } = this.#scene;
    const process = standings.threads[e.other]?.process ?? -1;
    for (const [object, raised] of this.#unasked) {
      const thing = standings.things[object]!;
      if (thing.details.process !== process) continue;
      this.#unasked.delete(object);
      const worker = standings.trace.thread(raised);
      const error = short(lastLine(standings.trace.text(raised)), MOST_ERROR);
      const values = { object: { object }, thread: { thread: worker }, error };
      const says = [clause('end.task-raised', raised, values)];
      this.#add('unseen-exception', -1 - object, e, says, { threads: [worker], objects: [object] });
    }
    for (const [object, daemons] of this.#served) {
      const thing = standings.things[object]!;
      if (thing.details.process !== process || thing.isInner || thing.measure <= 0) continue;
      const cutOff = [...daemons].filter((index) => this.#wasCutOff(index));
      if (cutOff.length === 0) continue;
      const values = { object: { object }, count: thing.measure, threads: { threads: cutOff } };
      const says = [clause('end.left-behind', e.seq, values)];
      if (!this.#awaited.has(object)) says.push(clause('end.never-joined', -1, values));
      this.#add('left-behind', object, e, says, { threads: cutOff, objects: [object] });
    }
    this.#outlived(e, process);
  }

  /** Whether a daemon was ended by its process while doing something else than waiting for work. */
  #wasCutOff(index: ThreadIndex): boolean {
    const thread = this.#scene.standings.threads[index];
    return thread?.end === EndStatus.killed;
  }

  #outlived(e: Happening, process: number): void {
    const { standings } = this.#scene;
    for (const [index, starter] of this.#starter) {
      const child = standings.threads[index]!;
      const isMine = standings.threads[starter]?.process === process;
      if (!isMine || child.process === process || this.#joined.has(index)) continue;
      if (child.run === 'ended') continue;
      const who = { thread: { thread: index }, other: { thread: starter } };
      const says = [clause('end.outlives', e.seq, who)];
      this.#add('outlives', index, e, says, { threads: [index, starter] });
    }
  }
}
