/**
 * Live engines for tests that run concurrently. An engine has one run at a time, and these tests' runs mostly sleep: so
 * several engines are shared.
 */
import { LiveEngine } from './engine.ts';

export class EnginePool {
  readonly #free: LiveEngine[];
  readonly #waiting: ((engine: LiveEngine) => void)[] = [];
  /** Failures outside any run. */
  readonly failures: string[] = [];

  constructor(transport: 'shared' | 'message', count: number) {
    this.#free = Array.from(
      { length: count },
      () => new LiveEngine({ transport, onFailure: (report) => this.failures.push(report) }),
    );
  }

  /** Gives `test` an engine as soon as one is free. */
  async with(test: (engine: LiveEngine) => Promise<void>): Promise<void> {
    const engine =
      this.#free.pop() ?? (await new Promise<LiveEngine>((take) => this.#waiting.push(take)));
    try {
      await test(engine);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(engine);
      else next(engine);
    }
  }

  /** Call when no engine is in use. */
  dispose(): void {
    for (const engine of this.#free) engine.dispose();
  }
}
