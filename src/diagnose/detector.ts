import type { Happening } from './happening.ts';
import type { Ledger } from './ledger.ts';
import type { Standings } from './standing.ts';
import type { HappensBefore } from './happens-before.ts';

/** State shared by the detectors. */
export interface Scene {
  readonly ledger: Ledger;
  readonly standings: Standings;
  readonly order: HappensBefore;
}

/** Detects one kind of fault, event by event. */
export interface Detector {
  /** Reads an event; the standings are those after it. */
  eat(e: Happening): void;
}

export type MakeDetector = (scene: Scene) => Detector;
