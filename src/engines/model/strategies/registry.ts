/** The strategies that a reader can choose, by the name that stands in links. */
import type { Strategy } from '../strategy.ts';
import { fewestSwitches } from './fewest-switches.ts';
import { nasty } from './nasty.ts';
import { random } from './random.ts';
import { roundRobin } from './round-robin.ts';

export const strategies = {
  random,
  'round-robin': () => roundRobin(),
  'two-cores': () => roundRobin({ cores: 2 }),
  'four-cores': () => roundRobin({ cores: 4 }),
  // Each process has a lock that lets one of its threads run.
  'gil-two-cores': () => roundRobin({ cores: 2, oneCorePerProcess: true }),
  gil: () => roundRobin({ cores: 4, oneCorePerProcess: true }),
  nasty,
  'fewest-switches': fewestSwitches,
} satisfies Record<string, () => Strategy>;

export type StrategyName = keyof typeof strategies;

export const strategyNames = Object.keys(strategies) as StrategyName[];
