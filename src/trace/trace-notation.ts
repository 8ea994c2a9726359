/**
 * A notation for traces that lets tests read like the story they tell. One event a line:
 *
 *     process P                       a process (pid 100 and up); "process C parent P"
 *     thread main in P                a thread; "daemon" may follow, or "within" and a thread, for a task of it
 *     lock m                          an object: any kind; "in P", "limit 2", "= 1" may follow, and what it
 *                                     belongs to: "of c", "as task-queue", "inner", "fields job,part,call"; "by main"
 *                                     with any of the three: who made it
 *     0    main runs                  Phase.start
 *     1    main start t1 @s           done; any name of `notationOps` is a verb
 *     1.2  t1 runs <s                 "@s" names an event, "<s" gives it as the cause
 *     2    t1 acquire m = 1 :12       "= n" is the value, ":12" the program line
 *     2.5  t1 set n = 2 %0              "%0" is the core that the step is taken on
 *     3    main waits acquire m for t1 limit 50
 *     4    t1 wakes main m
 *     5    main put q = 1 "'job'"     a quoted text, which may contain spaces
 *     6    main fails acquire m
 *     7    t1 raises get q "queue.Empty"
 *     8    t1 ends killed "report"    returned (when not said), raised, killed, lost
 *     9    main exits 1               the process of main
 *     9    - halts 0 "report"         "-" is the engine itself
 *
 * Declarations happen at the time of the line before. Empty lines and what follows "#" are left out.
 */
import { bug } from '../base/bug.ts';
import {
  EndStatus,
  Phase,
  objectKinds,
  type NewEvent,
  type ObjectKind,
  type OpInfo,
} from './format.ts';
import { Trace } from './trace.ts';

/** Operations of the notation. "swap" is one that no view knows. */
export const notationOps: readonly OpInfo[] = [
  { name: 'create' },
  { name: 'start', wait: 'sync', life: 'start' },
  { name: 'join', wait: 'join', life: 'join' },
  { name: 'reap', life: 'reap' },
  { name: 'started', wait: 'join', life: 'await-start' },
  { name: 'drain', wait: 'join', life: 'leave' },
  { name: 'drain-children', wait: 'join', life: 'leave' },
  { name: 'acquire', wait: 'sync', hold: 'take' },
  { name: 'release', hold: 'give' },
  { name: 'wait', wait: 'sync', turn: 'await' },
  { name: 'notify' },
  { name: 'set' },
  { name: 'clear' },
  { name: 'put', wait: 'message', flow: 'send' },
  { name: 'get', wait: 'message', flow: 'receive' },
  { name: 'send', wait: 'message', flow: 'send' },
  { name: 'recv', wait: 'message', flow: 'receive' },
  { name: 'read', access: 'read' },
  { name: 'write', access: 'write' },
  { name: 'sleep', wait: 'sleep' },
  { name: 'print', writes: 'stdout' },
  { name: 'part', writes: 'part' },
  { name: 'stderr', writes: 'stderr' },
  { name: 'kill', signal: 'send' },
  { name: 'swap', wait: 'sync' },
  { name: 'begin', hold: 'take' },
  { name: 'finish', hold: 'give' },
  { name: 'result', wait: 'message' },
  { name: 'wait-futures', wait: 'message' },
];

const endings: Readonly<Record<string, EndStatus>> = EndStatus;

/** Words of a line; quoted texts stay whole and keep their opening quote as a marker. */
const words = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map((m) =>
    m[1] === undefined ? m[0] : `"${m[1].replaceAll('\\n', '\n')}`,
  );

export class TraceWriter {
  readonly trace = new Trace(notationOps);
  readonly #labels = new Map<string, number>();
  #time = 0;

  /** Appends the events of a text in the notation. */
  write(text: string): this {
    for (const raw of text.split('\n')) {
      const line = raw.replace(/(^|\s)#.*$/, '').trim();
      if (line !== '') this.#line(line);
    }
    return this;
  }

  #line(line: string): void {
    const all = words(line);
    const label = all.find((word) => word.startsWith('@'))?.slice(1);
    const cause = all.find((word) => word.startsWith('<'))?.slice(1);
    const place = all.find((word) => /^:\d+$/.test(word))?.slice(1);
    const core = all.find((word) => /^%\d+$/.test(word))?.slice(1);
    const rest = all.filter((word) => !/^(@|<|:\d|%\d)/.test(word));
    const event = /^[\d.]+$/.test(rest[0] ?? '') ? this.#act(rest, line) : this.#declare(rest);
    const seq = this.trace.append({
      ...event,
      time: this.#time,
      real: this.#time,
      line: place === undefined ? 0 : Number(place),
      cause:
        cause === undefined ? event.cause : (this.#labels.get(cause) ?? bug(`no label ${cause}`)),
    });
    if (label !== undefined) this.#labels.set(label, seq);
    if (core === undefined) return;
    this.trace.cores = Math.max(this.trace.cores, Number(core) + 1);
    this.trace.setCore(seq, Number(core));
  }

  #declare(rest: string[]): NewEvent {
    const { trace } = this;
    const [kind = '', name = ''] = rest;
    const after = (word: string) => {
      const at = rest.indexOf(word);
      return at < 0 ? undefined : rest[at + 1];
    };
    const process = (word: string | undefined) =>
      trace.processes.findIndex((one) => one.name === word);
    const maker = after('by');
    const made = { ...blank, thread: maker === undefined ? -1 : this.#thread(maker) };
    if (kind === 'process') {
      const value = trace.processes.length;
      const text = JSON.stringify({ name, pid: 100 + value, parent: process(after('parent')) });
      return { ...made, phase: Phase.process, value, text };
    }
    if (kind === 'thread') {
      const daemon = rest.includes('daemon');
      const text = JSON.stringify({
        name,
        process: process(after('in')),
        daemon,
        target: 'work',
        ...(rest.includes('within') ? { within: this.#thread(after('within') ?? '') } : {}),
      });
      return { ...made, phase: Phase.thread, other: trace.threads.length, text };
    }
    if (!Object.hasOwn(objectKinds, kind)) bug(`the notation has no declaration "${kind}"`);
    const text = JSON.stringify({
      kind: kind as ObjectKind,
      name,
      process: process(after('in')),
      limit: Number(after('limit') ?? -1),
      ...(rest.includes('of') ? { of: this.#object(after('of')) } : {}),
      ...(rest.includes('as') ? { role: after('as') } : {}),
      ...(rest.includes('inner') ? { inner: true } : {}),
      ...(rest.includes('fields') ? { fields: after('fields')!.split(',') } : {}),
    });
    const value = Number(after('=') ?? 0);
    return { ...made, phase: Phase.object, object: trace.objects.length, value, text };
  }

  #act(rest: string[], line: string): NewEvent {
    const [time = '', actor = '', verb = '', ...details] = rest;
    this.#time = Number(time);
    const thread = actor === '-' ? -1 : this.#thread(actor);
    const text = details.find((word) => word.startsWith('"'))?.slice(1) ?? '';
    const plain = details.filter((word) => !word.startsWith('"'));
    const event = { ...blank, thread, text };
    const first = plain[0] ?? '';
    const number = Number(first || 0);
    const operation = (name: string) => {
      const row = notationOps.findIndex((one) => one.name === name);
      return row < 0 ? bug(`the notation has no verb "${name}" (${line})`) : row;
    };
    switch (verb) {
      case 'runs':
        return { ...event, phase: Phase.start };
      case 'wakes':
        return {
          ...event,
          phase: Phase.wake,
          other: this.#thread(first),
          object: this.#object(plain[1]),
        };
      case 'ends':
        return { ...event, phase: Phase.end, value: endings[first] ?? EndStatus.returned };
      case 'exits':
        return { ...event, phase: Phase.exit, thread: -1, other: thread, value: number };
      case 'halts':
        return { ...event, phase: Phase.halt, value: number };
      case 'waits':
        return {
          ...event,
          ...this.#operands(plain.slice(1)),
          phase: Phase.block,
          op: operation(first),
        };
      case 'fails':
        return {
          ...event,
          ...this.#operands(plain.slice(1)),
          phase: Phase.fail,
          op: operation(first),
        };
      case 'raises':
        return {
          ...event,
          ...this.#operands(plain.slice(1)),
          phase: Phase.raise,
          op: operation(first),
        };
      default: {
        // The measure after the operation: as written, else as implied for a lock.
        const operands = this.#operands(plain, verb === 'acquire' ? 1 : 0);
        return { ...event, ...operands, phase: Phase.done, op: operation(verb) };
      }
    }
  }

  #operands(list: readonly string[], implied = -1): Pick<NewEvent, 'object' | 'other' | 'value'> {
    let [object, other, value] = [-1, -1, implied];
    for (let i = 0; i < list.length; i++) {
      const word = list[i]!;
      if (word === '=' || word === 'limit') value = Number(list[++i]);
      else if (word === 'for') other = this.#thread(list[++i] ?? '');
      else if (this.#object(word) >= 0) object = this.#object(word);
      else other = this.#thread(word);
    }
    return { object, other, value };
  }

  #thread(name: string): number {
    const index = this.trace.threads.findIndex((one) => one.name === name);
    return index < 0 ? bug(`the notation has no thread "${name}"`) : index;
  }

  #object(name: string | undefined): number {
    return this.trace.objects.findIndex((one) => one.name === name);
  }
}

const blank: NewEvent = {
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

/** The trace that a text in the notation describes. */
export const traceOf = (text: string): Trace => new TraceWriter().write(text).trace;
