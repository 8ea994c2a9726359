import type { Cures } from '../cure.ts';

export const cures: Cures = [{ sick: { terminate: true }, cure: { terminate: false } }];
