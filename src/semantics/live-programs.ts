/** Programs for real Workers, by name: {@link livePrograms}. */
import {
  randomModule,
  randomProgram,
  type RandomProgram,
} from '../engines/model/random-program.ts';
import type { Steps } from '../program/steps.ts';
import { manyOf, type Many } from './many-programs.ts';
import { stuckPrograms } from './stuck-programs.ts';

type Module = Readonly<Record<string, unknown>>;

/** As many as CPython creates with ease; numbers beyond the capacity are tested in the model. */
export const MANY = {
  threads: 2000,
  processes: 600,
  futures: 2000,
  locks: 5000,
} as const satisfies Partial<Record<Many, number>>;

/** Seeds of random programs. */
export const SEEDS: readonly number[] = Array.from({ length: 16 }, (_, n) => 100 + n);

function randomOf(seed: number): Module {
  const begin = randomModule['main'] as (program: RandomProgram) => Steps<void>;
  return { ...randomModule, main: () => begin(randomProgram(seed)) };
}

export const livePrograms: Readonly<Record<string, () => Module>> = {
  ...Object.fromEntries(
    Object.entries(MANY).map(([what, count]) => [what, () => manyOf(what as Many, count)]),
  ),
  ...Object.fromEntries(
    Object.entries(stuckPrograms).map(([name, { module }]) => [name, () => module]),
  ),
  ...Object.fromEntries(SEEDS.map((seed) => [`random ${seed}`, () => randomOf(seed)])),
};
