import type { Cures } from '../cure.ts';

export const cures: Cures = [
  { sick: { lock: false }, cure: { lock: true } },
  { sick: { lock: true, report: 'each' }, cure: { report: 'copy' } },
];
