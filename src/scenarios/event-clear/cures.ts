import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { clear: false }, cure: { clear: true } }];
