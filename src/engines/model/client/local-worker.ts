/** For tests: the model's Worker on the same thread. Messages are cloned and delivered asynchronously. */
import type { FromModel, ToModel } from '../host/protocol.ts';
import { StepHost } from '../host/step-host.ts';

type Programs = Readonly<Record<string, object>>;

export const localWorker = (programs: Programs): Worker =>
  new LocalWorker(programs) as unknown as Worker;

class LocalWorker {
  onmessage: ((event: { data: FromModel }) => void) | null = null;
  onerror = null;
  readonly #host: StepHost;

  constructor(programs: Programs) {
    this.#host = new StepHost({
      post: (message) => {
        const data = structuredClone(message);
        setTimeout(() => this.onmessage?.({ data }));
      },
      loadProgram: (scenario) =>
        programs[scenario] === undefined
          ? Promise.reject(new Error(`no program called ${scenario}`))
          : Promise.resolve(programs[scenario] as Readonly<Record<string, unknown>>),
      defer: (act) => setTimeout(act),
    });
  }

  postMessage(message: ToModel): void {
    const data = structuredClone(message);
    setTimeout(() => this.#host.receive(data));
  }

  terminate(): void {}
}
