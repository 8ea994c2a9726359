import { defineScenario, type ParamsOf } from '../scenario.ts';

/** Strategies by number of cores: with one lock for each interpreter, and without. */
const strategies = {
  gil: { '1': 'round-robin', '2': 'gil-two-cores', '4': 'gil' },
  free: { '1': 'round-robin', '2': 'two-cores', '4': 'four-cores' },
} as const;

export const scenario = defineScenario({
  id: 'concurrency-parallelism',
  chapter: 'ideas',
  order: 10,
  params: {
    workers: {
      type: 'choice',
      options: ['threads', 'free', 'processes'],
      default: 'threads',
      stepOnly: ['free'],
    },
    cores: {
      type: 'choice',
      options: ['1', '2', '4'],
      default: '4',
      stepOnly: ['1', '2', '4'],
    },
    io: { type: 'seconds', min: 0, max: 0.6, step: 0.1, default: 0 },
  },
  threads: () => 5,
  stage: [],
  threadsOnly: true,
  opens: ({ workers, cores }) => ({
    strategy: strategies[workers === 'free' ? 'free' : 'gil'][cores],
    rate: 20,
  }),
});

export type Params = ParamsOf<typeof scenario.params>;
