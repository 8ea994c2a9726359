/**
 * Python's `socket` (docs.python.org/3/library/socket.html), for streams over loopback inside the page. Bytes are texts
 * here, counted in UTF-8.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { PIPE_BYTES } from '../kernel/primitives/direction.ts';
import { connectionsOf, receivesFrom, sendsInto } from '../kernel/primitives/pipe.ts';
import { Bound } from '../kernel/primitives/ports.ts';
import { listenerName, parseSocketName } from '../kernel/primitives/socket-names.ts';
import { tuple } from '../kernel/values.ts';
import { EAGAIN } from './errno.ts';
import { creation, packValue, requireCreated, travels, unpackValue } from './handle.ts';
import { leaving } from './leaving.ts';
import { SocketFile } from './socket-file.ts';
import { type Address, optionKey, SocketHandle } from './socket-handle.ts';
import { AF_UNIX, SO_REUSEADDR, SOL_SOCKET } from './socket-options.ts';
import { FOREVER, step, type Steps } from './steps.ts';
import { monotonic } from './time.ts';

export { SHUT_RD, SHUT_RDWR, SHUT_WR } from '../kernel/primitives/stream.ts';
export * from './socket-options.ts';
export type { Address } from './socket-handle.ts';

const encoder = new TextEncoder();
const sizeOf = (text: string): number => encoder.encode(text).length;

/**
 * A socket: `yield* new Socket()` is neither connected nor listening. Methods may be called in any order, as in Python;
 * invalid calls raise OSError.
 */
export class Socket extends SocketHandle {
  /**
   * The connection. Raises the call's error if there is none: ENOTCONN, EBADF, or EPIPE for a send. Send and receive
   * also report the failure of a non-blocking connect().
   */
  protected *peer(way: 'send' | 'receive' | 'shut'): Steps<number> {
    const failure = this.connecting;
    if (failure instanceof PyError && way !== 'shut') {
      this.connecting = 'failed';
      throw failure;
    }
    const now = yield* this.now();
    if (now.is === 'connection') return now.connection;
    yield* this.option();
    yield* step<never>(code['socket.unconnected'], now.object, way === 'send' ? 1 : 0);
    return -1;
  }

  /** Binds it to a port, 0 for any free one. Raises OSError if the port is taken, or the socket is bound. */
  *bind(address: Address): Steps<void> {
    requireCreated(this);
    const [host, port] = address;
    requirePort('bind', port);
    const object = plainOf(this.id);
    if (object < 0) {
      yield* this.option();
      throw invalid();
    }
    const reuse = this.options[optionKey(SOL_SOCKET, SO_REUSEADDR)] === 1 ? Bound.reuse : 0;
    const flags = (isAny(host) ? Bound.any : 0) | reuse;
    yield* step<void>(code['socket.bind'], object, port, -1, flags);
  }

  /** Listens: up to `backlog` plus one clients may wait to be accepted. Without bind(), at any free port. */
  *listen(backlog = 128): Steps<void> {
    requireCreated(this);
    const object = plainOf(this.id);
    if (object < 0) {
      yield* this.option();
      if (parseSocketName(this.id).is === 'listener') return;
      throw invalid();
    }
    const made = yield* step<number>(code['socket.open'], object, backlog);
    this.became = listenerName(made);
  }

  /**
   * Connects to a listener, waiting while its backlog is full. Raises ConnectionRefusedError if there is none,
   * TimeoutError after its timeout.
   */
  *connect(address: Address): Steps<void> {
    requireCreated(this);
    const [, port] = address;
    requirePort('connect', port);
    const before = this.connecting;
    this.connecting = null;
    if (before === 'done') return;
    if (before === 'failed') {
      throw new PyError('ConnectionAbortedError', '[Errno 103] Software caused connection abort');
    }
    if (before !== null) throw before;
    const object = plainOf(this.id);
    if (object < 0) {
      yield* this.option();
      throw new PyError('OSError', '[Errno 106] Transport endpoint is already connected');
    }
    try {
      this.became = yield* step<number>(code['socket.connect'], object, port, this.limit);
      if (this.timeout !== null) this.connecting = 'done';
    } catch (error) {
      if (!(error instanceof PyError) || this.timeout === null) throw error;
      if (error.type !== 'ConnectionRefusedError') throw error;
      this.connecting = this.timeout === 0 ? error : 'failed';
      if (this.timeout > 0) throw error;
    }
    if (this.timeout === 0) {
      throw new PyError('BlockingIOError', '[Errno 115] Operation now in progress');
    }
  }

  /** The same, with an errno as result: 0 for success, 11 after its timeout. */
  *connectEx(address: Address): Steps<number> {
    requireCreated(this);
    try {
      yield* this.connect(address);
      return 0;
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      if (error.type === 'TimeoutError') return EAGAIN;
      const number = error.errno;
      if (number === null) throw error;
      return number;
    }
  }

  /** Waits for the next client; returns connection and address. Raises OSError if the socket does not listen. */
  *accept(): Steps<readonly [Socket, Address]> {
    const now = yield* this.now();
    if (now.is !== 'listener') {
      yield* this.option();
      throw invalid();
    }
    const told = yield* step<string>(code['socket.accept'], now.object, 0, this.limit);
    const [id, port] = unpackValue(told) as readonly [number, number];
    return tuple(socketOf(id), tuple('127.0.0.1', port));
  }

  /**
   * Number of bytes sent: all, or with a timeout as many as there is room for, or as many as were sent before the peer
   * closed. Waits while the peer does not read. Raises BrokenPipeError or ConnectionResetError once the peer has
   * answered with a reset: the first send after its close succeeds.
   */
  *send(text: string): Steps<number> {
    const direction = sendsInto(yield* this.peer('send'));
    const part = this.timeout === null ? 0 : 1;
    const value = packValue(text);
    const sent = yield* step<number>(code['stream.send'], direction, part, this.limit, value);
    if (sent <= PIPE_BYTES) return sent;
    return sent - (yield* step<number>(code['stream.flush'], direction));
  }

  /** Sends everything. The timeout covers the whole call. */
  *sendall(text: string): Steps<void> {
    const { timeout } = this;
    const first = yield* this.send(text);
    if (first >= sizeOf(text)) return;
    const start = yield* monotonic();
    let rest = afterBytes(text, first);
    try {
      while (rest !== '') {
        if (timeout !== null) this.timeout = Math.max(timeout - ((yield* monotonic()) - start), 0);
        rest = afterBytes(rest, yield* this.send(rest));
      }
    } catch (error) {
      const isLate = error instanceof PyError && error.type === 'BlockingIOError' && timeout !== 0;
      throw isLate ? new PyError('TimeoutError', 'timed out') : error;
    } finally {
      this.timeout = timeout;
    }
  }

  /** Up to `bytes` bytes of what has arrived; waits for some. '' once the peer has closed and nothing is left. */
  *recv(bytes: number): Steps<string> {
    if (bytes < 0) throw new PyError('ValueError', 'negative buffersize in recv');
    requireCreated(this);
    if (bytes === 0) return '';
    // After a reported failure of connect(), nothing can be received.
    if (this.connecting === 'failed') return '';
    const from = receivesFrom(yield* this.peer('receive'));
    const text = yield* step<string>(code['stream.recv'], from, bytes, this.limit);
    return unpackValue(text) as string;
  }

  /**
   * Shuts down one direction or both: after SHUT_WR the peer reads end of file; after SHUT_RD recv() waits no more, in
   * other threads too. Raises OSError if both directions are shut down. A listening socket stops listening: clients are
   * refused, and a thread in accept() gets OSError.
   */
  *shutdown(how: number): Steps<void> {
    const now = yield* this.now();
    if (now.is === 'listener') yield* step<void>(code['socket.shutdown'], now.object, how);
    else {
      const connection = yield* this.peer('shut');
      yield* step<void>(code['stream.shutdown'], sendsInto(connection), how);
    }
  }

  /**
   * Closes it; with open makefile() files, the last of them does. A thread that waits in recv() or accept() keeps
   * waiting, and the peer sees the close once that call has returned.
   */
  *close(): Steps<void> {
    requireCreated(this);
    this.isClosed = true;
    if (this.files === 0) yield* this.leave();
  }

  protected *leave(): Steps<void> {
    const socket = parseSocketName(this.became || this.id);
    if (socket.is === 'connection') {
      yield* step<void>(code['stream.close'], sendsInto(socket.connection));
    } else if (socket.is === 'listener') yield* step<void>(code['socket.close'], socket.object);
    else yield* step<void>(code['socket.leave'], socket.object, this.id);
  }

  /**
   * A text file over the socket. Mode: r, w or both; b has no effect, since bytes are texts here. The socket stays open
   * until all its files are closed too.
   */
  *makefile(mode = 'r'): Steps<SocketFile> {
    requireCreated(this);
    if (/[^rwb]/.test(mode)) {
      throw new PyError('ValueError', `invalid mode '${mode}' (only r, w, b allowed)`);
    }
    yield* step<void>(code['socket.makefile'], this.object, this.id, -1, JSON.stringify(mode));
    this.files++;
    return SocketFile.over(this, mode);
  }

  /** One of its files was closed. */
  *dropFile(): Steps<void> {
    requireCreated(this);
    this.files--;
    if (this.files === 0 && this.isClosed) yield* this.leave();
  }

  /** `with socket:`, which ends with close(). */
  with<R>(body: (socket: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.close());
  }
}
travels('socket', Socket);

const isAny = (host: string): boolean => host === '' || host === '0.0.0.0';

/** The object of a plain socket, -1 for another. */
const plainOf = (name: number): number => {
  const socket = parseSocketName(name);
  return socket.is === 'plain' ? socket.object : -1;
};

const invalid = (): PyError => new PyError('OSError', '[Errno 22] Invalid argument');

function requirePort(call: string, port: number): void {
  if (port >= 0 && port <= 65_535) return;
  throw new PyError('OverflowError', `${call}(): port must be 0-65535.`);
}

/** The text after so many bytes of UTF-8. */
const afterBytes = (text: string, bytes: number): string =>
  new TextDecoder().decode(encoder.encode(text).subarray(bytes));

interface Fields {
  readonly timeout?: number | null;
  readonly family?: number;
  readonly options?: Readonly<Record<string, number>>;
  readonly connecting?: 'done' | null;
}

const socketOf = (id: number, fields: Fields = {}): Socket =>
  Object.assign(new Socket(), fields, { id });

/**
 * bind() and listen(). Port 0: any free one. `backlog`: up to that number plus one clients may wait to be accepted.
 * Raises OSError if the port is taken.
 */
export function* createServer(
  [host, port]: Address,
  { backlog = null }: { readonly backlog?: number | null } = {},
): Steps<Socket> {
  requirePort('bind', port);
  const any = isAny(host) ? { any: true } : {};
  const args = JSON.stringify(backlog === null ? any : { ...any, backlog });
  const made = yield* step<number>(code['socket.listen'], -1, port, -1, creation(true, args));
  return socketOf(listenerName(made), { options: { [optionKey(SOL_SOCKET, SO_REUSEADDR)]: 1 } });
}

/**
 * Connects to a listener, waiting while its backlog is full. Raises ConnectionRefusedError if there is none,
 * TimeoutError after `timeout` seconds, which the connection keeps as its timeout.
 */
export function* createConnection([, port]: Address, timeout: number | null = null): Steps<Socket> {
  requirePort('connect', port);
  const limit = timeout === null ? FOREVER : timeout * 1000;
  const made = yield* step<number>(code['socket.connect'], -1, port, limit);
  return socketOf(made, { timeout, connecting: timeout === null ? null : 'done' });
}

/** Two sockets that are connected with each other. */
export function* socketpair(): Steps<readonly [Socket, Socket]> {
  const first = yield* step<number>(code['socket.pair']);
  const [one, other] = connectionsOf(first >> 1, false);
  return tuple(socketOf(one, { family: AF_UNIX }), socketOf(other, { family: AF_UNIX }));
}
