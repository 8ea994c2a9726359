import type { Cures } from '../cure.ts';

export const cures: Cures = [
  { sick: { module: 'threading' }, cure: { module: 'multiprocessing' } },
];
