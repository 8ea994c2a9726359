/** What the store asks of an engine. `main.tsx` says which one it is. */
import type { Run, Transport } from '../engines/run.ts';
import type { ParamValues } from '../scenarios/scenario.ts';
import type { TransportWish } from '../share/link.ts';

export interface StartOptions {
  /** Decides what the program draws at random. */
  readonly seed: number;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  readonly paused: boolean;
}

export interface Engine {
  readonly transport: Transport;
  /** Warms as many Workers as the scenario needs. Starting without it works, and is slower. */
  prepare(scenario: string, params: ParamValues): void;
  start(scenario: string, params: ParamValues, options: StartOptions): Run;
  dispose(): void;
}

export type EngineFactory = (wish: TransportWish) => Engine;
