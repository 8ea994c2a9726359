import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { second: false }, cure: { second: true } }];
