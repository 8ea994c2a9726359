/** The strategies that a reader can choose, by their names in links. */
import type { StrategyName } from '../../step-run.ts';
import type { Strategy } from '../strategy.ts';
import { fewestSwitches } from './fewest-switches.ts';
import { hand } from './hand.ts';
import { nasty } from './nasty.ts';
import { pct } from './pct.ts';
import { pos } from './pos.ts';
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
  pos,
  pct,
  'fewest-switches': fewestSwitches,
} satisfies Record<Exclude<StrategyName, 'hand'>, () => Strategy>;

/** Strategies that choose by themselves. */
export const choosers = Object.keys(strategies) as (keyof typeof strategies)[];

/** One of them, or none; `luck`: its seed, in place of the run's. */
export function strategyOf(name: StrategyName, luck?: number): Strategy {
  const strategy = name === 'hand' ? hand() : strategies[name]();
  if (luck === undefined) return strategy;
  const begin = (): void => strategy.begin(luck);
  return Object.create(strategy, { begin: { value: begin } }) as Strategy;
}
