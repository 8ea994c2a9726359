/** Settings of a scenario that contain a mistake, and their cures: `cures.ts` in its folder. Loaded on demand. */
import type { Cures } from './cure.ts';

const files: Record<string, Cures> = import.meta.glob('./*/cures.ts', {
  import: 'cures',
  eager: true,
});

/** Empty for a scenario without mistakes. */
export const curesOf = (scenario: string): Cures => files[`./${scenario}/cures.ts`] ?? [];
