/**
 * How many cases a test tries. `npm test` tries a part, to be quick; `npm test -- --whole`, which CI runs, tries all;
 * `npm run test:deep` runs long sweeps of seeds.
 */
export const isWhole = import.meta.env.MODE !== 'test';

/** Number of seeds for a test, by mode. */
export const sweep = (quick: number, whole: number, deep: number): number =>
  import.meta.env.MODE === 'deep' ? deep : isWhole ? whole : quick;

/** The whole list, or every `step`-th element in quick mode. */
export const thinned = <T>(list: readonly T[], step: number): readonly T[] =>
  isWhole ? list : list.filter((_, index) => index % step === 0);
