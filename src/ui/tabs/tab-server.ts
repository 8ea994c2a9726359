/**
 * Server side, in the page with the run. It admits tabs by typing a line at the program's terminal for joining, passes
 * tasks from the program's prompts to tabs, and types the answers. A tab is gone when it says so, or after a few
 * unanswered pings; then its input ends, and the program gives its task to another worker.
 */
import type { TypedLine } from '../../base/typed-line.ts';
import type { ObjectIndex } from '../../base/units.ts';
import type { Question } from '../../scenarios/scenario.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Message, TabId } from './messages.ts';

/** A run that takes tabs. */
export interface OpenRun {
  readonly trace: Trace;
  /** Seconds over which a task is spread. */
  readonly work: number;
  /** Parses the task in a prompt of the program. */
  readonly read: (prompt: string) => Question | undefined;
  type(terminal: ObjectIndex, line: TypedLine): void;
}

interface Tab {
  /** The program's number for it; undefined until it has joined. */
  number: number | undefined;
  /** Number of unanswered pings. */
  silent: number;
  job: number | undefined;
}

/** Maximum number of unanswered pings. */
const PATIENCE = 3;
const DOOR = '/dev/pts/0';

export class TabServer {
  readonly #id: TabId;
  readonly #post: (message: Message) => void;
  readonly #tabs = new Map<TabId, Tab>();
  readonly #terminals = new Map<string, ObjectIndex>();
  /** Terminals of tabs that left before the program had opened them. */
  readonly #ended = new Set<string>();
  #run: OpenRun | undefined;
  #read = 0;
  #joined = 0;
  #jobs = 0;

  constructor(id: TabId, post: (message: Message) => void) {
    this.#id = id;
    this.#post = post;
  }

  /** Number of connected tabs. */
  get count(): number {
    return this.#tabs.size;
  }

  /** Serves this run from now on; undefined: none. */
  serve(run: OpenRun | undefined): void {
    if (run?.trace === this.#run?.trace) return;
    this.#run = run;
    this.#read = 0;
    this.#joined = 0;
    this.#terminals.clear();
    this.#ended.clear();
    for (const tab of this.#tabs.values()) {
      tab.number = undefined;
      tab.job = undefined;
    }
    this.#post({ kind: 'drop', server: this.#id });
    this.follow();
  }

  /** Reads new events of the run. */
  follow(): void {
    const run = this.#run;
    if (run === undefined) return;
    for (; this.#read < run.trace.length; this.#read++) this.#eat(run, this.#read);
    this.#admit(run);
  }

  /** Checks which tabs are still there. */
  ping(): void {
    for (const [id, tab] of this.#tabs) {
      tab.silent += 1;
      if (tab.silent > PATIENCE) this.#leave(id);
    }
    this.#post({ kind: 'ping', server: this.#id, open: this.#run !== undefined });
  }

  receive(message: Message): void {
    if (message.server !== this.#id) return;
    if (message.kind === 'bye') this.#leave(message.tab);
    if (message.kind === 'here') this.#hear(message.tab);
    if (message.kind === 'answer') this.#answer(message.tab, message.job, message.count);
  }

  #hear(id: TabId): void {
    const tab = this.#tabs.get(id);
    if (tab === undefined) this.#tabs.set(id, { number: undefined, silent: 0, job: undefined });
    else tab.silent = 0;
    if (this.#run !== undefined) this.#admit(this.#run);
  }

  #answer(id: TabId, job: number, count: number): void {
    const tab = this.#tabs.get(id);
    if (tab?.number === undefined || tab.job !== job) return;
    tab.job = undefined;
    const terminal = this.#terminals.get(lineOf(tab.number));
    if (terminal !== undefined) this.#run?.type(terminal, String(count));
  }

  #leave(id: TabId): void {
    const tab = this.#tabs.get(id);
    if (tab === undefined) return;
    this.#tabs.delete(id);
    if (tab.number === undefined) return;
    const path = lineOf(tab.number);
    const terminal = this.#terminals.get(path);
    if (terminal === undefined) this.#ended.add(path);
    else this.#run?.type(terminal, null);
  }

  #admit(run: OpenRun): void {
    const door = this.#terminals.get(DOOR);
    if (door === undefined) return;
    for (const tab of this.#tabs.values()) {
      if (tab.number !== undefined) continue;
      tab.number = this.#joined += 1;
      run.type(door, 'a tab');
    }
  }

  #eat(run: OpenRun, seq: number): void {
    const { trace } = run;
    const phase = trace.phase(seq);
    if (phase === Phase.object) this.#seeTerminal(run, trace.object(seq));
    if (phase === Phase.done && trace.opInfo(seq)?.writes === 'prompt') {
      const question = run.read(trace.text(seq));
      if (question !== undefined) this.#ask(question.tab, question.task, run.work);
    }
  }

  #seeTerminal(run: OpenRun, object: ObjectIndex): void {
    const details = run.trace.objects[object];
    if (details?.kind !== 'terminal') return;
    this.#terminals.set(details.name, object);
    if (this.#ended.delete(details.name)) run.type(object, null);
  }

  #ask(number: number, task: number, work: number): void {
    for (const [id, tab] of this.#tabs) {
      if (tab.number !== number) continue;
      const job = (tab.job = this.#jobs += 1);
      this.#post({ kind: 'task', server: this.#id, tab: id, job, task, number, work });
    }
  }
}

const lineOf = (number: number): string => `/dev/pts/${number}`;
