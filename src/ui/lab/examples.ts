/** Programs to start from, in the order in which they are offered. */
import condition from './examples/condition.py?raw';
import deadlock from './examples/deadlock.py?raw';
import lostUpdate from './examples/lost-update.py?raw';
import philosophers from './examples/philosophers.py?raw';
import pool from './examples/pool.py?raw';
import producerConsumer from './examples/producer-consumer.py?raw';

/** By the key of its title in the page's texts. */
export const examples = {
  lostUpdate,
  deadlock,
  producerConsumer,
  condition,
  philosophers,
  pool,
} as const;

export type ExampleName = keyof typeof examples;
export const exampleNames = Object.keys(examples) as ExampleName[];
