import type { Happening } from './happening.ts';
import type { Ledger } from './ledger.ts';
import type { Standings } from './standing.ts';
import type { HappensBefore } from './happens-before.ts';

/** What detectors share. */
export interface Scene {
  readonly ledger: Ledger;
  readonly standings: Standings;
  readonly order: HappensBefore;
}

/** Looks for one kind of fault, event by event. */
export interface Detector {
  /** Takes in an event; the standings are those after it. */
  eat(e: Happening): void;
}

export type MakeDetector = (scene: Scene) => Detector;
