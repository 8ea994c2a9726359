import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { first: 'join', long: true }, cure: { first: 'get' } }];
