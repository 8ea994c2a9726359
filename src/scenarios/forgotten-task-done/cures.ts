import type { Cures } from '../cure.ts';

export const cures: Cures = [
  { sick: { mistake: 'task-done' }, cure: { mistake: 'none' } },
  { sick: { mistake: 'join' }, cure: { mistake: 'none' } },
];
