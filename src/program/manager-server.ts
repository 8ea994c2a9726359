/**
 * Server process of a manager. Its main thread accepts connections; each has a thread of its own that performs
 * requests: methods of the server's objects, by name.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import type { Kept } from '../kernel/primitives/managed.ts';
import { at } from './at.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { Dict, List } from './contents.ts';
import { asPyError } from './exceptions.ts';
import { creation, Handle, packValue, travels, unpackValue } from './handle.ts';
import { connection, pipe, type Connection } from './multiprocessing-pipe.ts';
import { LifoQueue, PriorityQueue, Queue } from './queue.ts';
import { createChild } from './multiprocessing-exit.ts';
import { step, type Steps } from './steps.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
  Thread,
} from './threading.ts';
import { packJob } from './threading-thread.ts';

/** A request: a method of an object, or of the server itself (null): 'create' or 'shutdown'. */
export type Call = readonly [
  target: Handle | null,
  method: string,
  args: readonly unknown[],
  /** Name of the created object in the program. */
  name?: string,
];
/** A reply: a result, or class and message of an exception. */
export type Reply = readonly ['ok', unknown] | readonly ['error', string, string];

/** A namespace or value of the server. */
export class Managed extends Handle {
  readonly #kept: Kept;

  constructor(kept: Kept) {
    super();
    this.#kept = kept;
  }

  protected override create(): Steps<number> {
    const args = creation(false, packValue(this.#kept));
    return step<number>(code['managed.create'], -1, 0, -1, args);
  }

  *call(method: string, ...args: readonly unknown[]): Steps<unknown> {
    return unpackValue(
      yield* this.op<Packed>(code['managed.call'], 0, -1, packValue([method, args])),
    );
  }
}
travels('Managed', Managed);

type Pairs = readonly (readonly [unknown, unknown])[];
type Fields = Readonly<Record<string, unknown>>;

const creators: Readonly<Record<string, (...args: never[]) => Handle>> = {
  dict: (pairs: Pairs) => new Dict(pairs),
  list: (items: readonly unknown[]) => new List(items),
  Namespace: (fields: Fields) => new Managed({ type: 'Namespace', fields }),
  Value: (typecode: string, value: unknown) => new Managed({ type: 'Value', typecode, value }),
  Queue: (maxsize: number) => new Queue(maxsize),
  LifoQueue: (maxsize: number) => new LifoQueue(maxsize),
  PriorityQueue: (maxsize: number) => new PriorityQueue(maxsize),
  Lock: () => new Lock(),
  RLock: () => new RLock(),
  Semaphore: (value: number) => new Semaphore(value),
  BoundedSemaphore: (value: number) => new BoundedSemaphore(value),
  Event: () => new Event(),
  Condition: () => new Condition(),
  Barrier: (parties: number) => new Barrier(parties),
};

function* answer([target, method, args, name = '']: Call): Steps<unknown> {
  if (target instanceof Managed) return yield* target.call(method, ...args);
  if (target !== null) {
    const body = (target as unknown as Record<string, AnyBody>)[method];
    if (body === undefined) throw new PyError('AttributeError', `no method '${method}'`);
    return yield* body.call(target, ...args);
  }
  if (method === 'shutdown') yield* step<void>(code['os._exit'], -1, 0);
  const [typeid, ...rest] = args as [string, ...never[]];
  const make = creators[typeid];
  if (make === undefined) throw new PyError('AttributeError', `no type '${typeid}'`);
  at.name = name;
  return yield* make(...rest) as unknown as Steps<Handle>;
}

function* handleRequest(client: Connection): Steps<void> {
  for (;;) {
    let call: Call;
    try {
      call = (yield* client.recv()) as Call;
    } catch {
      return;
    }
    let reply: Reply;
    try {
      reply = ['ok', (yield* answer(call)) ?? null];
    } catch (error) {
      const { type, message } = asPyError(error);
      reply = ['error', type, message];
    }
    try {
      yield* client.send(reply);
    } catch {
      // The client has gone meanwhile.
      return;
    }
  }
}
registerBuiltin('managers.handle_request', handleRequest as AnyBody);

function* serve(ready: Connection, manager: string): Steps<void> {
  at.name = `${manager}._address`;
  at.part = { inner: true };
  const listener = yield* step<number>(code['socket.listen'], -1, 0, -1, creation(true));
  yield* ready.send(yield* step<number>(code['socket.port'], listener));
  yield* ready.close();
  for (;;) {
    const told = yield* step<Packed>(code['socket.accept'], listener);
    const client = connection((unpackValue(told) as readonly [number, number])[0]);
    const name = unpackValue(
      yield* step<Packed>(code['socket.client'], listener, client.id),
    ) as string;
    at.part = { inner: true };
    const thread = yield* new Thread({ target: handleRequest, args: [client], name, daemon: true });
    yield* thread.start();
  }
}
registerBuiltin('managers.serve', serve as AnyBody);

export interface Server {
  /** Index of its process. */
  readonly process: number;
  readonly port: number;
}

export function* startServer(): Steps<Server> {
  const name = at.name || 'manager';
  const [reader, writer] = yield* pipe(false, `${name}._ready`, { inner: true });
  const job = JSON.parse(packJob({ target: serve, args: [writer, name] }) as string) as object;
  const args = JSON.stringify({ ...job, prefix: 'SyncManager', serves: true });
  const process = yield* createChild(args);
  yield* step<void>(code['process.start'], process);
  yield* writer.close();
  const port = (yield* reader.recv()) as number;
  yield* reader.close();
  return { process, port };
}

/**
 * This thread's connection to the server. `asker`: an object of the server, or -1 minus its process for the manager
 * itself.
 */
export function* connectTo(port: number, asker: number): Steps<Connection> {
  return connection(yield* step<number>(code['socket.attach'], -1, port, -1, asker));
}
