/** Output of a run, and ends of its threads and processes, from their own ops. */
import { code } from '../kernel/ops.ts';
import { unpack } from '../kernel/packed.ts';
import type { Request } from '../kernel/request.ts';
import { EndStatus } from '../trace/format.ts';

const PRINT = code['console.print'];
const WRITE = code['console.write'];
const REPORT = code['console.report'];
const PROMPT = code['console.prompt'];
const THREAD_END = code['thread.end'];
const EXIT = code['process.exit'];
const EXIT_NOW = code['os._exit'];

export class Output {
  // Immutable lists, so that a point of a run can keep references to them.

  /** Packed texts in order of printing. */
  lines: readonly string[] = [];
  /** Reports of uncaught exceptions, and exit codes other than 0. */
  failures: readonly string[] = [];

  restart(): void {
    this.lines = [];
    this.failures = [];
  }

  #fail(report: string): void {
    this.failures = [...this.failures, report];
  }

  /** `isPutOff`: a signal handler starts in place of the op. */
  note(thread: number, op: Request, isPutOff: boolean): void {
    if (isPutOff) return;
    switch (op.code) {
      case WRITE: {
        const texts = unpack(op.value ?? '[]') as string[];
        this.lines = [...this.lines, JSON.stringify(texts.join(''))];
        return;
      }
      case PRINT:
      case PROMPT:
        this.lines = [...this.lines, String(op.value)];
        return;
      case REPORT:
        this.#fail(String(op.value));
        return;
      case THREAD_END:
        if (op.n === EndStatus.raised) this.#fail(String(op.value));
        return;
      case EXIT:
      case EXIT_NOW:
        if (op.n !== 0) this.#fail(`exit ${op.n} of ${thread}`);
    }
  }
}
