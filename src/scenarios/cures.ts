/** Which settings of a scenario make a mistake and which mend it: `cures.ts` in its folder. Fetched when it is first asked for. */
import type { Cures } from './cure.ts';

const files: Record<string, Cures> = import.meta.glob('./*/cures.ts', {
  import: 'cures',
  eager: true,
});

/** None for a scenario that has no mistake to make. */
export const curesOf = (scenario: string): Cures => files[`./${scenario}/cures.ts`] ?? [];
