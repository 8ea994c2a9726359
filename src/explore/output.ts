/** What a run has printed, and how its threads and processes have ended: as they say it themselves. */
import { code } from '../kernel/ops.ts';
import type { Request } from '../kernel/request.ts';
import { EndStatus } from '../trace/format.ts';

const PRINT = code['console.print'];
const REPORT = code['console.report'];
const PROMPT = code['console.prompt'];
const THREAD_END = code['thread.end'];
const EXIT = code['process.exit'];
const EXIT_NOW = code['os._exit'];

export class Output {
  /** Packed texts, in the order of their printing. */
  readonly lines: string[] = [];
  /** Reports of exceptions that nobody caught, and exit codes other than 0. */
  readonly failures: string[] = [];

  restart(): void {
    this.lines.length = 0;
    this.failures.length = 0;
  }

  /** Back to an earlier point of the run. */
  shorten(lines: number, failures: number): void {
    this.lines.length = lines;
    this.failures.length = failures;
  }

  /** `isPutOff`: the handler of a signal begins in place of the op. */
  note(thread: number, op: Request, isPutOff: boolean): void {
    if (isPutOff) return;
    switch (op.code) {
      case PRINT:
      case PROMPT:
        this.lines.push(String(op.value));
        return;
      case REPORT:
        this.failures.push(String(op.value));
        return;
      case THREAD_END:
        if (op.n === EndStatus.raised) this.failures.push(String(op.value));
        return;
      case EXIT:
      case EXIT_NOW:
        if (op.n !== 0) this.failures.push(`exit ${op.n} of ${thread}`);
    }
  }
}
