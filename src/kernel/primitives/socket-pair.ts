/** Sockets that are connected from the start, and calls on sockets that are not connected. */
import { PyError } from '../errors.ts';
import { Aspect, cellOf, touchesNothing } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { H_OBJECTS } from '../memory.ts';
import { openFile } from './file-table.ts';
import { connectionsOf, createDirection, shareConnection } from './pipe.ts';
import { processOf } from './process-record.ts';
import { Flow, makeTwins } from './direction.ts';
import { notConnected } from './socket-errors.ts';

/** A pair of connected sockets. Result: the name of the first; that of the second is the next number. */
const socketPair: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, op) {
    const first = k.memory.i32[H_OBJECTS]!;
    const pair = `connection-${first + 1}`;
    for (const [i, arrow] of ['→', '←'].entries()) {
      const part = i === 0 ? { pair } : ({ pair, of: first, role: 'response' } as const);
      createDirection(k, thread, `${pair} ${arrow}`, op.code, part);
    }
    makeTwins(k, first, Flow.local);
    const ends = connectionsOf(first, false);
    const process = processOf(k, thread);
    for (const end of ends) {
      shareConnection(k, end, process);
      openFile(k, process, { socket: end });
    }
    return ends[0];
  },
};

/** n: 1 to send, 0 to receive. Raises for a socket that listens or is not connected. */
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
  'socket.unconnected': socketUnconnected,
} satisfies Record<string, OpSpec>;
