/** Hostile messages: to frames, and over the channel of worker tabs. */
import { diceFor, markups, strangeNumbers, strangeTexts, type Dice } from './dice.ts';
import { hostileLink } from './links.ts';

const any = (dice: Dice): unknown => {
  switch (dice.below(6)) {
    case 0:
      return dice.pick(markups);
    case 1:
      return dice.pick(strangeTexts);
    case 2:
      return dice.pick(strangeNumbers);
    case 3:
      return dice.pick([undefined, null, true, Number.NaN, Infinity, 7n]);
    case 4:
      return dice.pick([[], {}, [[]], new Map([['s', 1]]), new Date(0), new Uint8Array(9), /x/g]);
    default:
      return { s: dice.pick(markups), toString: 1, constructor: { prototype: {} } };
  }
};

/** A valid value, or any. */
const mostly = (value: unknown, dice: Dice): unknown => (dice.oneIn(3) ? any(dice) : value);

/** Ids from here on are those of hostile messages, to recognise their answers. */
export const FIRST_ID = 1_000_000;

const commands = [
  'hello',
  'load',
  'open',
  'run',
  'play',
  'pause',
  'seek',
  'speed',
  'state',
  'eval',
  '__proto__',
  'constructor',
  'then',
  markups[1],
];

/** The n-th hostile message of a seed to a frame: the frame may refuse or obey it, and no other receives it. */
export function hostileRequest(seed: number, n: number): unknown {
  const dice = diceFor('request', seed, n);
  if (dice.oneIn(5)) return any(dice);
  return {
    weft: mostly('embed-1', dice),
    id: dice.oneIn(8) ? any(dice) : FIRST_ID + n,
    command: dice.oneIn(10) ? any(dice) : dice.pick(commands),
    scenario: mostly(dice.pick(['two-threads', 'five-seats', 'nothing']), dice),
    options: mostly({ params: { guests: any(dice) }, seed: any(dice), mode: any(dice) }, dice),
    link: mostly(hostileLink(seed, n), dice),
    at: mostly(dice.below(2000), dice),
    factor: mostly(dice.below(20), dice),
  };
}

/** The n-th hostile message of a seed over the channel of worker tabs. `ids`: of present servers and tabs. */
export function hostileBroadcast(seed: number, n: number, ids: readonly string[]): unknown {
  const dice = diceFor('broadcast', seed, n);
  if (dice.oneIn(5)) return any(dice);
  const stranger = dice
    .below(2 ** 31)
    .toString(16)
    .padStart(8, '0');
  return {
    version: mostly(1, dice),
    server: mostly(dice.oneIn(4) ? stranger : dice.pick(ids), dice),
    kind: dice.oneIn(8) ? any(dice) : dice.pick(['ping', 'task', 'drop', 'here', 'bye', 'answer']),
    tab: mostly(dice.oneIn(3) ? stranger : dice.pick(ids), dice),
    job: mostly(dice.below(100), dice),
    task: mostly(dice.below(100), dice),
    number: mostly(dice.below(20), dice),
    work: mostly(dice.below(3), dice),
    open: mostly(true, dice),
    count: mostly(dice.below(9999), dice),
  };
}
