/**
 * The program's output, as in a terminal: prints and prompts on stdout, reports of exceptions on stderr, typed lines,
 * and Weft's own line where a process ended with a code other than 0. Incremental: `advance` reads new events.
 */
import type { EventIndex, Ms, ProcessIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { lowerBound } from './grow.ts';

export interface ConsoleLine {
  readonly seq: EventIndex;
  readonly time: Ms;
  /** The writing thread; -1 for typed input and system lines. */
  readonly thread: ThreadIndex;
  readonly process: ProcessIndex;
  /**
   * stdin: typed by the reader at the event's terminal. system: Weft's message about a process; `text` is the exit code
   * in digits, or the report of a failed run.
   */
  readonly stream: 'stdout' | 'stderr' | 'stdin' | 'system';
  /** A prompt: the reader types on its line. */
  readonly isPrompt: boolean;
  /** About a lost thread: decode `text` with `readLost`. */
  readonly isLost: boolean;
  /** Continues the previous line, which has no newline: a terminal shows both as one. */
  readonly joins: boolean;
  /** May contain newlines, but does not end in one. */
  readonly text: string;
}

/** Shown in a terminal for Ctrl+D. */
const END_OF_INPUT = '^D';

export class ConsoleView {
  /** All lines so far, in order. Only ever appended to. */
  readonly lines: ConsoleLine[] = [];
  readonly #trace: Trace;
  readonly #seqs: EventIndex[] = [];
  #count = 0;
  /** The last text did not end in a newline. */
  #isOpen = false;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Reads new events. */
  advance(upTo = this.#trace.length): void {
    const length = Math.min(upTo, this.#trace.length);
    while (this.#count < length) this.#eat(this.#count++);
  }

  /** Number of `lines` after the first `count` events. O(log n). */
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
