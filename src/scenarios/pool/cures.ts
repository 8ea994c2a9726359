import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { join: false }, cure: { join: true } }];
