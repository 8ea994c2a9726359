/**
 * What the program wrote, as a terminal would show it: prints and prompts on stdout, reports of exceptions on stderr,
 * the lines that were typed, and a line of our own where a process ended with a code other than 0. Incremental: `advance` eats what is new in the trace.
 */
import type { EventIndex, Ms, ProcessIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { lowerBound } from './grow.ts';

export interface ConsoleLine {
  readonly seq: EventIndex;
  readonly time: Ms;
  /** Who wrote it; -1 for what was typed and for a system line. */
  readonly thread: ThreadIndex;
  readonly process: ProcessIndex;
  /**
   * stdin: typed by the reader at the terminal that the event is about. system: said by Weft about a process; `text` is the exit code, in figures, or the
   * report of a run that failed.
   */
  readonly stream: 'stdout' | 'stderr' | 'stdin' | 'system';
  /** A question, on whose line the reader types. */
  readonly isPrompt: boolean;
  /** It tells of a thread that was lost: `text` is read by `readLost`. */
  readonly isLost: boolean;
  /** It goes on in the line of the one before, which has not ended: a terminal shows both as one. */
  readonly joins: boolean;
  /** May hold line breaks; never ends with one. */
  readonly text: string;
}

/** What a terminal shows for Ctrl+D. */
const END_OF_INPUT = '^D';

export class ConsoleView {
  /** All lines so far, in order. Only ever appended to. */
  readonly lines: ConsoleLine[] = [];
  readonly #trace: Trace;
  readonly #seqs: EventIndex[] = [];
  #count = 0;
  /** The last text has left its line open. */
  #isOpen = false;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Eats the events that are new. */
  advance(upTo = this.#trace.length): void {
    const length = Math.min(upTo, this.#trace.length);
    while (this.#count < length) this.#eat(this.#count++);
  }

  /** How many of `lines` had been written after the first `count` events. O(log n). */
  countAt(count: number): number {
    return lowerBound(this.#seqs, count, this.#seqs.length);
  }

  #eat(seq: EventIndex): void {
    const trace = this.#trace;
    switch (trace.phase(seq)) {
      case Phase.done:
        this.#writeOutput(seq);
        return;
      case Phase.end:
        if (trace.text(seq) !== '') this.#write(seq, 'stderr', trace.text(seq));
        return;
      case Phase.exit:
        if (trace.value(seq) !== 0) this.#write(seq, 'system', String(trace.value(seq)));
        return;
      case Phase.halt:
        if (trace.text(seq) !== '') this.#write(seq, 'system', trace.text(seq));
        return;
      default:
        return;
    }
  }

  #writeOutput(seq: EventIndex): void {
    const writes = this.#trace.opInfo(seq)?.writes;
    if (writes === undefined) return;
    const stream = writes === 'prompt' || writes === 'part' ? 'stdout' : writes;
    const text = this.#trace.text(seq);
    if (writes === 'part' && text === '') return;
    this.#write(seq, stream, stream === 'stdin' && text === '' ? END_OF_INPUT : text);
    this.#isOpen = writes === 'part' && !text.endsWith('\n');
  }

  #write(seq: EventIndex, stream: ConsoleLine['stream'], text: string): void {
    const trace = this.#trace;
    const exited = trace.phase(seq) === Phase.exit;
    const process = trace.threads[exited ? trace.other(seq) : trace.thread(seq)]?.process ?? -1;
    const thread = stream === 'system' ? -1 : trace.thread(seq);
    this.#seqs.push(seq);
    this.lines.push({
      seq,
      time: trace.time(seq),
      thread,
      process,
      stream,
      isLost: trace.phase(seq) === Phase.end && trace.value(seq) === EndStatus.lost,
      joins: this.#isOpen && stream !== 'system',
      isPrompt: trace.opInfo(seq)?.writes === 'prompt',
      text: text.replace(/\n$/, ''),
    });
    this.#isOpen = false;
  }
}
