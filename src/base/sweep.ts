/**
 * How much a test tries. `npm test` tries a part, so that it is quick; `npm test -- --whole`, which CI runs, tries what there is;
 * `npm run test:deep` goes through long sweeps of seeds.
 */
export const isWhole = import.meta.env.MODE !== 'test';

/** How many seeds a test tries. */
export const sweep = (quick: number, whole: number, deep: number): number =>
  import.meta.env.MODE === 'deep' ? deep : isWhole ? whole : quick;

/** All of a list, or, where it must be quick, one of every `step`. */
export const thinned = <T>(list: readonly T[], step: number): readonly T[] =>
  isWhole ? list : list.filter((_, index) => index % step === 0);
