import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { fair: false }, cure: { fair: true } }];
