import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { failure: 'raise', hook: false }, cure: { hook: true } }];
