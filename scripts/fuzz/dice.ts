/** Random choices in a program. */
import { draw } from '../../src/engines/model/chance.ts';
import type { Act, Arg } from './program.ts';
import type { Call, Hole } from './vocabulary.ts';

/** A stream of random numbers for one program. */
export class Dice {
  readonly #seed: number;
  #draws = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  below(limit: number): number {
    return draw(this.#seed, this.#draws++, limit, 53);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** True with probability 1 / `often`. */
  once(often: number): boolean {
    return this.below(often) === 0;
  }
}

const VALUES: readonly Arg[] = [1, 2, 3, 'a', 'b', true, null, [1, 2]];

/** A text whose literal is the same in Python and JavaScript, of characters that Unicode has had for long. */
function textBy(dice: Dice): string {
  const codes = Array.from({ length: dice.below(6) }, () =>
    dice.once(3) ? dice.below(0x250) : dice.once(8) ? 0x2000 + dice.below(0x60) : dice.of(SIGNS),
  );
  return `'${codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}'`;
}

const SIGNS = Array.from('abz 019\'"\\\n\t\r', (sign) => sign.charCodeAt(0));

/** A float of any magnitude with so many digits, or an integer. */
function numberBy(dice: Dice): string {
  const sign = dice.once(4) ? '-' : '';
  const digits = Array.from({ length: dice.below(17) }, () => dice.below(10)).join('');
  if (dice.once(3)) return `${sign}${dice.below(100_000)}`;
  // Not one that is integral and small enough to be an int here: float(5).
  const exponent = dice.once(2) ? -1 - dice.below(25) : 22 + dice.below(20);
  return `${sign}${1 + dice.below(9)}.${digits}1e${exponent}`;
}

/** A literal common to both languages: numbers, texts, lists and dicts of them. */
function printableBy(dice: Dice, depth: number): string {
  const some = () => Array.from({ length: dice.below(3) }, () => printableBy(dice, depth - 1));
  if (depth === 0 || dice.once(2)) return dice.once(2) ? textBy(dice) : numberBy(dice);
  if (dice.once(2)) return `[${some().join(', ')}]`;
  return `{${some()
    .map((value, n) => `'k${n}': ${value}`)
    .join(', ')}}`;
}

export function argOf(dice: Dice, hole: Hole): Arg {
  if (hole === 'T') return { limit: 1 + dice.below(3) };
  if (hole === 'R') return { rounds: 1 + dice.below(2) };
  if (hole === 'N') return dice.below(4);
  if (hole === 'V') return dice.of(VALUES);
  if (hole === 'S') return { name: textBy(dice) };
  if (hole === 'P') return { name: printableBy(dice, 2) };
  return 'pick' in hole ? argOf(dice, dice.of(hole.pick)) : hole.is;
}

export const actOf = (dice: Dice, on: string, { py, js, args }: Call): Act => ({
  on,
  py,
  js,
  args: args.map((hole) => argOf(dice, hole)),
});
