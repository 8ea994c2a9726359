import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { mistake: true }, cure: { mistake: false } }];
