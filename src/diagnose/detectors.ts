/** All detectors, one row each. */
import type { MakeDetector } from './detector.ts';
import { Endings } from './endings.ts';
import { Livelocks } from './livelocks.ts';
import { LostUpdates } from './lost-updates.ts';
import { Misuse } from './misuse.ts';
import { Pools } from './pools.ts';
import { Races } from './races.ts';
import { SlotUpdates } from './slot-updates.ts';
import { StaleLooks } from './stale-looks.ts';
import { Starvation } from './starvation.ts';
import { Uncleared } from './uncleared.ts';
import { UnheardNotifies } from './unheard-notifies.ts';
import { Zombies } from './zombies.ts';

export const detectors: readonly MakeDetector[] = [
  (scene) => new Livelocks(scene),
  (scene) => new Starvation(scene),
  (scene) => new Races(scene),
  (scene) => new LostUpdates(scene),
  (scene) => new SlotUpdates(scene),
  (scene) => new StaleLooks(scene),
  (scene) => new Misuse(scene),
  (scene) => new Uncleared(scene),
  (scene) => new UnheardNotifies(scene),
  (scene) => new Endings(scene),
  (scene) => new Pools(scene),
  (scene) => new Zombies(scene),
];
