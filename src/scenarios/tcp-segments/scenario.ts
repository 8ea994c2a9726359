import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'tcp-segments',
  chapter: 'network',
  order: 10,
  params: {
    message: {
      type: 'choice',
      options: ['HELLO', 'ORDER OUT OF IP', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
      default: 'ORDER OUT OF IP',
    },
    loss: { type: 'int', min: 0, max: 30, default: 15 },
    reorder: { type: 'bool', default: true },
    window: { type: 'int', min: 1, max: 8, default: 4 },
    timeout: { type: 'seconds', min: 1, max: 8, step: 0.5, default: 4 },
  },
  threads: () => 4,
  stage: [{ object: 'wire', as: 'segments', with: ['flying', 'lost', 'to_client', 'to_server'] }],
});

export type Params = ParamsOf<typeof scenario.params>;
