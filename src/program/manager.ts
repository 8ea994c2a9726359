/**
 * multiprocessing.Manager: a server process keeps objects, which other processes use by proxies. As in CPython, each
 * client thread has one connection to the server, and the server one thread for each connection; a call is a request
 * and a reply. So a proxy returns copies: changing `d['k']` in place has no effect on the server.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { at } from './at.ts';
import { except } from './exceptions.ts';
import { Handle, requireCreated, travels } from './handle.ts';
import {
  BarrierProxy,
  callServer,
  ConditionProxy,
  DictProxy,
  EventProxy,
  ListProxy,
  LockProxy,
  NamespaceProxy,
  QueueProxy,
  ValueProxy,
  type Proxy,
} from './manager-proxies.ts';
import { leaving } from './leaving.ts';
import { connectTo, startServer } from './manager-server.ts';
import { step, type Steps } from './steps.ts';

/** Initial fields of a dict: an object, or pairs if the keys are no texts. */
type Fields = Readonly<Record<string, unknown>> | readonly (readonly [unknown, unknown])[];

const pairsOf = (fields: Fields): readonly unknown[] =>
  Array.isArray(fields) ? fields : Object.entries(fields);

/** A server process, started on creation. It ends with shutdown(), or with its parent process. */
export class Manager extends Handle {
  /** Port of its server. */
  port = 0;
  isDown = false;

  protected override *create(): Steps<number> {
    const { process, port } = yield* startServer();
    this.port = port;
    return process;
  }

  dict(fields: Fields = []): Steps<DictProxy> {
    return make(this, DictProxy, 'dict', pairsOf(fields));
  }
  list(items: readonly unknown[] = []): Steps<ListProxy> {
    return make(this, ListProxy, 'list', items);
  }
  Namespace(fields: Readonly<Record<string, unknown>> = {}): Steps<NamespaceProxy> {
    return make(this, NamespaceProxy, 'Namespace', fields);
  }
  /** The typecode is not used, as in Python. */
  Value(typecode: string, value: unknown): Steps<ValueProxy> {
    return make(this, ValueProxy, 'Value', typecode, value);
  }
  /** A list; Array does not enforce a fixed length here. */
  Array(_typecode: string, items: readonly unknown[]): Steps<ListProxy> {
    return make(this, ListProxy, 'list', items);
  }
  Queue(maxsize = 0): Steps<QueueProxy> {
    return make(this, QueueProxy, 'Queue', maxsize);
  }
  LifoQueue(maxsize = 0): Steps<QueueProxy> {
    return make(this, QueueProxy, 'LifoQueue', maxsize);
  }
  PriorityQueue(maxsize = 0): Steps<QueueProxy> {
    return make(this, QueueProxy, 'PriorityQueue', maxsize);
  }
  Lock(): Steps<LockProxy> {
    return make(this, LockProxy, 'Lock');
  }
  RLock(): Steps<LockProxy> {
    return make(this, LockProxy, 'RLock');
  }
  Semaphore(value = 1): Steps<LockProxy> {
    return make(this, LockProxy, 'Semaphore', value);
  }
  BoundedSemaphore(value = 1): Steps<LockProxy> {
    return make(this, LockProxy, 'BoundedSemaphore', value);
  }
  Event(): Steps<EventProxy> {
    return make(this, EventProxy, 'Event');
  }
  Condition(): Steps<ConditionProxy> {
    return make(this, ConditionProxy, 'Condition');
  }
  Barrier(parties: number): Steps<BarrierProxy> {
    return make(this, BarrierProxy, 'Barrier', parties);
  }

  /** Ends the server; proxies raise afterwards. */
  *shutdown(): Steps<void> {
    requireCreated(this);
    if (this.isDown) return;
    this.isDown = true;
    try {
      const server = yield* connectTo(this.port, -1 - this.id);
      yield* server.send([null, 'shutdown', []]);
    } catch (error) {
      // The server was killed.
      except(error, 'OSError');
    }
    yield* step<void>(code['process.join'], this.id);
  }

  /** `with manager:`, which ends with shutdown(). Raises ProcessError after shutdown(). */
  *with<R>(body: (manager: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    if (this.isDown) {
      throw new PyError('multiprocessing.context.ProcessError', 'Manager has shut down');
    }
    return yield* leaving(body(this), () => this.shutdown());
  }
}
travels('SyncManager', Manager);

function* make<P extends Proxy>(
  manager: Manager,
  proxyClass: new (port: number, target: Handle) => P,
  typeid: string,
  ...args: readonly unknown[]
): Steps<P> {
  requireCreated(manager);
  if (manager.isDown) throw new PyError('AssertionError', 'server not yet started');
  let target: unknown;
  try {
    target = yield* callServer(manager, [null, 'create', [typeid, ...args], at.name]);
  } catch (error) {
    except(error, 'BrokenPipeError');
    // Python's managers open a new connection for it, which raises.
    yield* connectTo(manager.port, -1 - manager.id);
    throw error;
  }
  return new proxyClass(manager.port, target as Handle);
}
