import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { reentrant: false }, cure: { reentrant: true } }];
