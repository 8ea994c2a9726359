import type { Cures } from '../cure.ts';

export const cures: Cures = [
  { sick: { recheck: false }, cure: { recheck: true } },
  { sick: { wake: 'one' }, cure: { wake: 'all' } },
];
