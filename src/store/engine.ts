/** What the store asks of an engine. `main.tsx` says which one it is. */
import type { Run, Transport } from '../engines/run.ts';
import type { TransportWish } from '../share/link.ts';

export interface StartOptions {
  /** Threads alive at once, the main thread included: as many Workers are kept ready. */
  readonly threads: number;
  /** Decides what the program draws at random. */
  readonly seed: number;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  readonly paused: boolean;
}

export interface Engine {
  readonly transport: Transport;
  /** Starts a run; the one before is stopped. `params` go to the program as they are. */
  start(scenario: string, params: unknown, options: StartOptions): Run;
  dispose(): void;
}

export interface EngineOptions {
  readonly transport: TransportWish;
  /** A Worker failed outside any run. */
  readonly onFailure: (report: string) => void;
}

export type EngineFactory = (options: EngineOptions) => Engine;
