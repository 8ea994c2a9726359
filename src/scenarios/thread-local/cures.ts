import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { own: false }, cure: { own: true } }];
