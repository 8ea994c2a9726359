/** A live run without shared memory: the kernel runs in a Worker of its own and reports to the page. */
import type { TypedLine } from '../../base/typed-line.ts';
import type { Ms, ObjectIndex } from '../../base/units.ts';
import { programTime, setClock, startClock } from '../../kernel/clock.ts';
import { resetClock, viewMemory, type Memory } from '../../kernel/memory.ts';
import type { Transport } from '../run.ts';
import { EVENT_LIMIT } from '../run.ts';
import { LiveRun, type LiveRunOptions } from './live-run.ts';
import type { FromHost, Heartbeat, ToHost } from './protocol.ts';
import { createKernelWorker } from './worker-factory.ts';
import type { PoolWorker } from './worker-pool.ts';

type Status = FromHost & { type: 'status' };

/** Size of the page's own copy of the clock. */
const CLOCK_BYTES = 256;

function clockMemory(): Memory {
  const memory = viewMemory(new ArrayBuffer(CLOCK_BYTES));
  resetClock(memory);
  return memory;
}

export class MessageRun extends LiveRun {
  readonly transport: Transport;
  readonly #host = createKernelWorker();
  readonly #clock: Memory = clockMemory();
  readonly #inbox: Status[] = [];
  #latest: Status | undefined;

  constructor(options: LiveRunOptions, transport: Transport) {
    super(options);
    this.transport = transport;
    const speed = options.paused ? 0 : options.speed;
    setClock(this.#clock, 0, speed);
    this.#host.onmessage = ({ data }: MessageEvent<FromHost>) => this.#hear(data);
    this.#host.onerror = (event) => {
      event.preventDefault();
      this.fail(`The kernel's Worker died: ${event.message}`);
    };
    const { params, seed } = options;
    const { wantedSize: workers, epoch } = this;
    this.#send({ type: 'boot', params, workers, seed, epoch, speed });
  }

  protected programTime(): Ms {
    return programTime(this.#clock, this.#real());
  }

  protected drain(): number {
    let moved = 0;
    for (const { events, startedAt } of this.#inbox.splice(0)) {
      if (startedAt >= 0) startClock(this.#clock, startedAt);
      for (const event of events) {
        if (this.trace.length >= EVENT_LIMIT) return moved;
        this.trace.append(event);
        moved++;
      }
    }
    if (moved > 0) this.#send({ type: 'taken' });
    return moved;
  }

  protected applyClock(speed: number): void {
    const real = this.#real();
    setClock(this.#clock, real, speed);
    this.#send({ type: 'clock', real, speed });
  }

  protected join(worker: PoolWorker, slot: number): void {
    const { port1, port2 } = new MessageChannel();
    this.#send({ type: 'worker', slot, port: port1 }, [port1]);
    const { number: run, scenario, coreOnly } = this.options;
    worker.post({ type: 'join-message', run, scenario, coreOnly, port: port2 }, [port2]);
  }

  protected heartbeats(): readonly Heartbeat[] {
    return this.#latest?.running ?? [];
  }

  protected demand(): { wanted: number; busy: number } {
    return { wanted: this.#latest?.wanted ?? 0, busy: this.#latest?.busy ?? 0 };
  }

  protected lose(slot: number, report: string, terminate: () => void): void {
    terminate();
    this.#send({ type: 'lost', slot, report });
  }

  protected typeLine(terminal: ObjectIndex, line: TypedLine): boolean {
    this.#send({ type: 'typed', terminal, line });
    return true;
  }

  protected dismiss(): void {
    this.#send({ type: 'stop' });
  }

  protected dispose(): void {
    this.#host.terminate();
  }

  #hear(message: FromHost): void {
    if (message.type === 'failed') {
      this.fail(message.report);
      return;
    }
    this.#inbox.push(message);
    this.#latest = message;
  }

  #send(message: ToHost, transfer: Transferable[] = []): void {
    this.#host.postMessage(message, transfer);
  }

  #real(): Ms {
    return performance.timeOrigin + performance.now() - this.epoch;
  }
}
