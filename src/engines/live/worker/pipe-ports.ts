/**
 * MessagePorts of pipes, in one Worker. The first Worker that sends into a direction gets its sending port, the first
 * that receives from it the receiving port; the page creates the channel. Other Workers do without: the kernel has
 * every message too, so no value is lost with a port.
 */
import type { Packed } from '../../../kernel/packed.ts';
import type { PipeEnd, ToWorker } from '../protocol.ts';

/**
 * How long a receiver waits for a message that the kernel has recorded as sent. A sender killed in between sends none.
 */
const PATIENCE_MS = 250;

/** `number` is assigned by the kernel and increases. */
interface Message {
  readonly number: number;
  readonly value: Packed;
}

export class PipePort {
  readonly #port: MessagePort;
  readonly #arrived: Message[] = [];
  #waiting: (() => void) | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<Message>) => {
      this.#arrived.push(data);
      this.#waiting?.();
    };
  }

  post(number: number, value: Packed): void {
    this.#port.postMessage({ number, value } satisfies Message);
  }

  /** The message with this number; undefined after a timeout. Earlier messages were received elsewhere. */
  take(number: number): Promise<Packed | undefined> {
    return new Promise((resolve) => {
      const settle = (value: Packed | undefined): void => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(value);
      };
      const timer = setTimeout(settle, PATIENCE_MS, undefined);
      this.#waiting = () => {
        while ((this.#arrived[0]?.number ?? number) < number) this.#arrived.shift();
        const next = this.#arrived[0];
        if (next === undefined) return;
        if (next.number === number) this.#arrived.shift();
        settle(next.number === number ? next.value : undefined);
      };
      this.#waiting();
    });
  }

  close(): void {
    this.#port.close();
  }
}

const keyOf = (direction: number, end: PipeEnd): string => `${direction} ${end}`;

export class PipePorts {
  readonly #ask: (direction: number, end: PipeEnd) => void;
  readonly #opened = new Map<string, Promise<PipePort | undefined>>();
  readonly #answers = new Map<string, (port: PipePort | undefined) => void>();
  readonly #all: PipePort[] = [];

  constructor(ask: (direction: number, end: PipeEnd) => void) {
    this.#ask = ask;
  }

  /** This Worker's port, requested on first use; undefined if another Worker has it. */
  open(direction: number, end: PipeEnd): Promise<PipePort | undefined> {
    const key = keyOf(direction, end);
    let opened = this.#opened.get(key);
    if (opened === undefined) {
      opened = new Promise((resolve) => this.#answers.set(key, resolve));
      this.#opened.set(key, opened);
      this.#ask(direction, end);
    }
    return opened;
  }

  receive({ direction, end, port }: ToWorker & { type: 'port' }): void {
    const made = port === null ? undefined : new PipePort(port);
    if (made !== undefined) this.#all.push(made);
    this.#answers.get(keyOf(direction, end))?.(made);
  }

  close(): void {
    for (const port of this.#all) port.close();
    // The run is over: nobody waits for an answer any more.
    for (const answer of this.#answers.values()) answer(undefined);
  }
}
