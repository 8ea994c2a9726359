import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'bounded-buffer',
  chapter: 'locks',
  order: 60,
  params: {
    wake: { type: 'choice', options: ['all', 'one'], default: 'all' },
    recheck: { type: 'bool', default: true },
    room: { type: 'int', min: 1, max: 6, default: 2 },
    tray: { type: 'int', min: 1, max: 6, default: 3 },
    waiters: { type: 'int', min: 1, max: 8, default: 4 },
    cook: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 1.2 },
    serve: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
  },
  threads: ({ waiters }) => waiters + 2,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
