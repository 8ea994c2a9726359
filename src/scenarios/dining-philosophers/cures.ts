import type { Cures } from '../cure.ts';

export const cures: Cures = [
  { sick: { rule: 'left-first' }, cure: { rule: 'ordered' } },
  { sick: { rule: 'left-first' }, cure: { rule: 'waiter' } },
];
