/** The model inside its Worker: handles the page's requests, one at a time. */
import { bug } from '../../../base/bug.ts';
import { opInfos } from '../../../kernel/ops.ts';
import { Trace } from '../../../trace/trace.ts';
import { scheduleOfTrace } from '../record.ts';
import type { Misfit } from '../replay.ts';
import { pourEvents } from './event-columns.ts';
import { OpenRun } from './open-run.ts';
import { Past } from './past.ts';
import { Reading } from './reading.ts';
import type { ToModel } from './protocol.ts';
import { StepOrder } from './step-order.ts';
import type { Surroundings } from './surroundings.ts';

type Open = ToModel & { type: 'open' };
type RecordRequest = ToModel & { type: 'record' };

export class StepHost {
  readonly #around: Surroundings;
  readonly #run: OpenRun;
  readonly #past: Past;
  readonly #reading: Reading;
  #order: StepOrder | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#run = new OpenRun(around);
    this.#past = new Past(around, this.#run);
    this.#reading = new Reading(around);
  }

  receive(message: ToModel): void {
    if (message.type === 'halt') {
      this.#order?.halt();
      this.#run.halt();
      this.#reading.halt();
      return;
    }
    this.#act(message).catch((error: unknown) => {
      const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#around.post({ type: 'failed', request: message.request, report });
    });
  }

  async #act(message: Exclude<ToModel, { type: 'halt' }>): Promise<void> {
    const { request } = message;
    switch (message.type) {
      case 'read':
        this.#reading.read(message);
        return;
      case 'open': {
        const misfit = await this.#open(message);
        const standing = message.describes ? this.#past.standingNow() : undefined;
        this.#around.post({ type: 'opened', request, misfit, standing });
        return;
      }
      case 'go': {
        this.#around.post({ type: 'computing' });
        this.#order = new StepOrder(this.#around, this.#run, message);
        const end = await this.#order.go();
        this.#order = undefined;
        this.#around.post({ type: 'stopped', request, end, standing: this.#past.standingNow() });
        return;
      }
      case 'standing': {
        this.#around.post({ type: 'computing' });
        const standing = this.#past.standing(message.step);
        this.#around.post({ type: 'standing', request, standing });
        return;
      }
      case 'movers': {
        this.#around.post({ type: 'computing' });
        const movers = this.#past.moversFrom(message.from);
        this.#around.post({ type: 'movers', request, movers });
        return;
      }
      case 'record':
        await this.#record(message);
        return;
    }
  }

  async #open(message: Open): Promise<Misfit | undefined> {
    const { program } = message;
    if (program.kind !== 'scenario') return bug('the model runs scenarios');
    const module = await this.#around.loadProgram(program.id);
    this.#around.post({ type: 'computing' });
    this.#past.forget();
    return this.#run.open({ ...message, program }, module);
  }

  async #record({ request, program, seed, events }: RecordRequest): Promise<void> {
    const { id, params } = program;
    const module = await this.#around.loadProgram(id);
    const computing = () => this.#around.post({ type: 'computing' });
    computing();
    const trace = new Trace(opInfos);
    pourEvents(events, trace);
    const { schedule, departure } = scheduleOfTrace(trace, { module, params }, seed, computing);
    this.#around.post({ type: 'recorded', request, schedule, departure });
  }
}
