import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { opposite: true }, cure: { opposite: false } }];
