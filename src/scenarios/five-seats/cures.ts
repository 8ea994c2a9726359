import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { extra: true }, cure: { extra: false } }];
