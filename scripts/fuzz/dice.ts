/** What is left to chance in a program. */
import { draw } from '../../src/engines/model/chance.ts';
import type { Act, Arg } from './program.ts';
import type { Call, Hole } from './vocabulary.ts';

/** A stream of numbers for one program. */
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

  /** True once in `often` times. */
  once(often: number): boolean {
    return this.below(often) === 0;
  }
}

const VALUES: readonly Arg[] = [1, 2, 3, 'a', 'b', true, null, [1, 2]];

export function argOf(dice: Dice, hole: Hole): Arg {
  if (hole === 'T') return { limit: 1 + dice.below(3) };
  if (hole === 'R') return { rounds: 1 + dice.below(2) };
  if (hole === 'N') return dice.below(4);
  if (hole === 'V') return dice.of(VALUES);
  return 'pick' in hole ? argOf(dice, dice.of(hole.pick)) : hole.is;
}

export const actOf = (dice: Dice, on: string, { py, js, args }: Call): Act => ({
  on,
  py,
  js,
  args: args.map((hole) => argOf(dice, hole)),
});
