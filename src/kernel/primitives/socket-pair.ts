/** Sockets that are connected from the start, and what belongs to a handle alone. */
import { PyError } from '../errors.ts';
import { touchesNothing } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { H_OBJECTS } from '../memory.ts';
import { reprPacked } from '../packed.ts';
import { connectionsOf, createDirection, shareConnection } from './pipe.ts';
import { processOf } from './process-record.ts';
import { add, Flow, notConnected } from './stream.ts';

/** Two sockets that are connected with each other. Result: the name of the first; that of the second is the next. */
const socketPair: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    const first = k.memory.i32[H_OBJECTS]!;
    const pair = `connection-${first + 1}`;
    for (const [i, arrow] of ['→', '←'].entries()) {
      const part = i === 0 ? { pair } : ({ pair, of: first, role: 'response' } as const);
      const made = createDirection(k, thread, `${pair} ${arrow}`, op.code, part);
      add(k, made, Flow.socket | Flow.local | (i === 0 ? 0 : Flow.second));
    }
    const ends = connectionsOf(first, false);
    for (const end of ends) shareConnection(k, end, processOf(k, thread));
    return ends[0];
  },
};

/** value: the seconds that the handle's calls may wait from now on. */
const socketSetTimeout: OpSpec = {
  info: { name: 'settimeout' },
  about: 'object',
  touches: touchesNothing,
  guard: () => true,
  effect(k, _thread, op) {
    k.said.text = reprPacked(op.value ?? 'null');
    return undefined;
  },
};

/** The same question, asked. */
const socketGetTimeout: OpSpec = {
  ...socketSetTimeout,
  info: { name: 'gettimeout' },
};

/** n: 1 to send, 0 to receive. A listening socket has nobody at the other end. */
const socketUnconnected: OpSpec = {
  info: { name: 'recv' },
  about: 'object',
  touches: touchesNothing,
  guard: () => true,
  effect(_k, _thread, op) {
    throw op.n === 1 ? new PyError('BrokenPipeError', '[Errno 32] Broken pipe') : notConnected();
  },
};

export const socketPairOps = {
  'socket.pair': socketPair,
  'socket.settimeout': socketSetTimeout,
  'socket.gettimeout': socketGetTimeout,
  'socket.unconnected': socketUnconnected,
} satisfies Record<string, OpSpec>;
