import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { look: false }, cure: { look: true } }];
