import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { patient: false }, cure: { patient: true } }];
