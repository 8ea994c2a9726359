/**
 * Proxies of a manager's objects: each call is a request to the server and a reply. Arguments and results are copies.
 */
import { PyError, pyErrorOf } from '../kernel/errors.ts';
import { type DictItems, pairsOf } from './contents.ts';
import { plainDict } from '../kernel/values.ts';
import { Handle, travels } from './handle.ts';
import { connectTo, type Call, type Reply } from './manager-server.ts';
import type { Connection } from './multiprocessing-pipe.ts';
import type { Steps } from './steps.ts';
import { holding } from './threading-locks.ts';

/** Cached connections: a handle belongs to one thread. */
const connections = new WeakMap<Handle, Connection>();

/**
 * Performs a call in the server. Raises what it raises there; BrokenPipeError or ConnectionRefusedError once the server
 * is down.
 */
export function* callServer(asker: Handle & { readonly port: number }, call: Call): Steps<unknown> {
  const isProxy = asker instanceof Proxy;
  const server =
    connections.get(asker) ?? (yield* connectTo(asker.port, isProxy ? asker.id : -1 - asker.id));
  connections.set(asker, server);
  yield* server.send(call);
  const reply = (yield* server.recv()) as Reply;
  if (reply[0] === 'error') throw pyErrorOf(reply[1], reply[2]);
  return reply[1];
}

export abstract class Proxy extends Handle {
  readonly port: number;
  /** The referent in the server. */
  readonly target: Handle;

  constructor(port: number, target: Handle) {
    super();
    this.id = target.id;
    this.port = port;
    this.target = target;
  }

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'proxies come from a Manager');
  }

  protected *call<R>(method: string, ...args: readonly unknown[]): Steps<R> {
    return (yield* callServer(this, [this.target, method, args])) as R;
  }

  /** The contents, as str() shows them. */
  str(): Steps<string> {
    return this.call('str');
  }
}

/** A dict. Keys are numbers, texts or whatever else travels. */
export class DictProxy extends Proxy {
  /** d[key]. Raises KeyError. */
  getItem(key: unknown): Steps<unknown> {
    return this.call('getItem', key);
  }
  /** d[key] = value. */
  setItem(key: unknown, value: unknown): Steps<void> {
    return this.call('setItem', key, value);
  }
  /** del d[key]. Raises KeyError. */
  delItem(key: unknown): Steps<void> {
    return this.call('delItem', key);
  }
  get(key: unknown, fallback: unknown = null): Steps<unknown> {
    return this.call('get', key, fallback);
  }
  contains(key: unknown): Steps<boolean> {
    return this.call('contains', key);
  }
  len(): Steps<number> {
    return this.call('len');
  }
  keys(): Steps<unknown[]> {
    return this.call('keys');
  }
  values(): Steps<unknown[]> {
    return this.call('values');
  }
  items(): Steps<[unknown, unknown][]> {
    return this.call('items');
  }
  clear(): Steps<void> {
    return this.call('clear');
  }
  setdefault(key: unknown, value: unknown = null): Steps<unknown> {
    return this.call('setdefault', key, value);
  }
  /** Raises KeyError if the key is missing and there is no fallback. */
  pop(key: unknown, ...fallback: readonly unknown[]): Steps<unknown> {
    return this.call('pop', key, ...fallback);
  }
  popitem(): Steps<[unknown, unknown]> {
    return this.call('popitem');
  }
  update(items: DictItems<unknown, unknown> | object): Steps<void> {
    return this.call('update', pairsOf(items));
  }
  /** A plain object; a Map where an object would reorder or convert its keys. */
  *copy(): Steps<object> {
    return plainDict(yield* this.items());
  }
}
travels('DictProxy', DictProxy);

export class ListProxy extends Proxy {
  /** l[index]. Raises IndexError. */
  getItem(index: number): Steps<unknown> {
    return this.call('getItem', index);
  }
  setItem(index: number, value: unknown): Steps<void> {
    return this.call('setItem', index, value);
  }
  delItem(index: number): Steps<void> {
    return this.call('delItem', index);
  }
  /** l[start:stop], a plain list. */
  slice(start = 0, stop: number | null = null): Steps<unknown[]> {
    return this.call('slice', start, stop);
  }
  append(item: unknown): Steps<void> {
    return this.call('append', item);
  }
  extend(items: readonly unknown[]): Steps<void> {
    return this.call('extend', items);
  }
  insert(index: number, item: unknown): Steps<void> {
    return this.call('insert', index, item);
  }
  pop(index = -1): Steps<unknown> {
    return this.call('pop', index);
  }
  remove(item: unknown): Steps<void> {
    return this.call('remove', item);
  }
  index(item: unknown): Steps<number> {
    return this.call('index', item);
  }
  count(item: unknown): Steps<number> {
    return this.call('count', item);
  }
  contains(item: unknown): Steps<boolean> {
    return this.call('contains', item);
  }
  len(): Steps<number> {
    return this.call('len');
  }
  reverse(): Steps<void> {
    return this.call('reverse');
  }
  sort(): Steps<void> {
    return this.call('sort');
  }
}
travels('ListProxy', ListProxy);

/** `ns.name` is `yield* ns.get('name')`. */
export class NamespaceProxy extends Proxy {
  /** Raises AttributeError. */
  get(name: string): Steps<unknown> {
    return this.call('getItem', name);
  }
  set(name: string, value: unknown): Steps<void> {
    return this.call('setItem', name, value);
  }
  delete(name: string): Steps<void> {
    return this.call('delItem', name);
  }
}
travels('NamespaceProxy', NamespaceProxy);

export class ValueProxy extends Proxy {
  get(): Steps<unknown> {
    return this.call('get');
  }
  set(value: unknown): Steps<void> {
    return this.call('set', value);
  }
}
travels('ValueProxy', ValueProxy);

/** A Queue, LifoQueue or PriorityQueue of the server. */
export class QueueProxy extends Proxy {
  put(item: unknown, block = true, timeout?: number): Steps<void> {
    return this.call('put', item, block, ...(timeout === undefined ? [] : [timeout]));
  }
  get(block = true, timeout?: number): Steps<unknown> {
    return this.call('get', block, ...(timeout === undefined ? [] : [timeout]));
  }
  putNowait(item: unknown): Steps<void> {
    return this.put(item, false);
  }
  getNowait(): Steps<unknown> {
    return this.get(false);
  }
  qsize(): Steps<number> {
    return this.call('qsize');
  }
  empty(): Steps<boolean> {
    return this.call('empty');
  }
  full(): Steps<boolean> {
    return this.call('full');
  }
  taskDone(): Steps<void> {
    return this.call('taskDone');
  }
  join(): Steps<void> {
    return this.call('join');
  }
}
travels('QueueProxy', QueueProxy);

/** A Lock, RLock, Semaphore or BoundedSemaphore of the server. */
export class LockProxy extends Proxy {
  acquire(blocking = true, timeout?: number): Steps<boolean> {
    return this.call('acquire', blocking, ...(timeout === undefined ? [] : [timeout]));
  }
  release(): Steps<void> {
    return this.call('release');
  }
  /** `with lock:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }
}
travels('LockProxy', LockProxy);

export class ConditionProxy extends LockProxy {
  wait(timeout?: number): Steps<boolean> {
    return this.call('wait', ...(timeout === undefined ? [] : [timeout]));
  }
  notify(n = 1): Steps<void> {
    return this.call('notify', n);
  }
  notifyAll(): Steps<void> {
    return this.call('notifyAll');
  }
}
travels('ConditionProxy', ConditionProxy);

export class EventProxy extends Proxy {
  isSet(): Steps<boolean> {
    return this.call('isSet');
  }
  set(): Steps<void> {
    return this.call('set');
  }
  clear(): Steps<void> {
    return this.call('clear');
  }
  wait(timeout?: number): Steps<boolean> {
    return this.call('wait', ...(timeout === undefined ? [] : [timeout]));
  }
}
travels('EventProxy', EventProxy);

export class BarrierProxy extends Proxy {
  wait(timeout?: number): Steps<number> {
    return this.call('wait', ...(timeout === undefined ? [] : [timeout]));
  }
  abort(): Steps<void> {
    return this.call('abort');
  }
  reset(): Steps<void> {
    return this.call('reset');
  }
}
travels('BarrierProxy', BarrierProxy);
