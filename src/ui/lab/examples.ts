/** Example programs, in order of presentation. */
import type { SourceFile } from '../../engines/program.ts';
import client from './examples/client.py?raw';
import condition from './examples/condition.py?raw';
import deadlock from './examples/deadlock.py?raw';
import lostUpdate from './examples/lost-update.py?raw';
import philosophers from './examples/philosophers.py?raw';
import pool from './examples/pool.py?raw';
import producerConsumer from './examples/producer-consumer.py?raw';
import server from './examples/server.py?raw';

const one = (text: string): readonly SourceFile[] => [{ path: 'program.py', text }];

/** By the key of its title in the page's texts. */
export const examples = {
  lostUpdate: one(lostUpdate),
  deadlock: one(deadlock),
  producerConsumer: one(producerConsumer),
  condition: one(condition),
  philosophers: one(philosophers),
  pool: one(pool),
  serverClient: [
    { path: 'server.py', text: server },
    { path: 'client.py', text: client },
  ],
} as const satisfies Record<string, readonly SourceFile[]>;

export type ExampleName = keyof typeof examples;
export const exampleNames = Object.keys(examples) as ExampleName[];
