/**
 * The kernel as seen by a thread Worker without shared memory: a request over a port; a blocked thread waits for the
 * answer.
 */
import { bug } from '../../../base/bug.ts';
import { pyErrorOf } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/request.ts';
import type { JobDetails } from '../../../kernel/primitives/thread.ts';
import type { FromKernel, ToKernel } from '../protocol.ts';
import type { Answer, ThreadKernel } from './carry.ts';

export class MessageKernel implements ThreadKernel {
  readonly #port: MessagePort;
  #job: JobDetails | undefined;
  #waiting: ((message: FromKernel) => void) | undefined;
  /** Received without a request: the run is over. */
  #left = false;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<FromKernel>) => {
      if (data.type === 'leave') this.#left = true;
      this.#waiting?.(data);
      this.#waiting = undefined;
    };
  }

  get job(): JobDetails {
    return this.#job ?? bug('a Worker without a job');
  }

  /** Waits for a thread to carry; false once the run is over. */
  async nextThread(): Promise<boolean> {
    const message = await this.#ask({ type: 'idle' });
    if (message.type !== 'job') return false;
    this.#job = message.job;
    return true;
  }

  async perform(op: Request, line: number): Promise<Answer> {
    const message = await this.#ask({ type: 'op', op, line });
    switch (message.type) {
      case 'done':
        return { kind: 'done', result: message.result, carried: message.carried };
      case 'raised':
        return { kind: 'raised', error: pyErrorOf(message.error, message.message) };
      default:
        return { kind: 'killed' };
    }
  }

  #ask(question: ToKernel): Promise<FromKernel> {
    if (this.#left) return Promise.resolve({ type: 'leave' });
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#port.postMessage(question);
    });
  }
}
