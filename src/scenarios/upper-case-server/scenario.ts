import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'upper-case-server',
  chapter: 'network',
  order: 20,
  params: {
    clients: { type: 'int', min: 1, max: 5, default: 3 },
    concurrent: { type: 'bool', default: true },
    work: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 1 },
  },
  // The server, the clients, and a process for each.
  threads: ({ clients }) => 1 + 2 * clients,
  stage: [],
  input: [
    { terminal: '/dev/pts/2', line: 'is anybody there?' },
    { terminal: '/dev/pts/1', line: 'straße' },
    { terminal: '/dev/pts/1', line: null },
    { terminal: '/dev/pts/2', line: null },
    { terminal: '/dev/pts/3', line: '' },
    { terminal: '/dev/pts/3', line: null },
  ],
});

export type Params = ParamsOf<typeof scenario.params>;
