/**
 * Python's `socket` (docs.python.org/3/library/socket.html), for streams over loopback inside the page. Bytes are texts
 * here, counted in UTF-8.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { connectionsOf, PIPE_BYTES, receivesFrom, sendsInto } from '../kernel/primitives/pipe.ts';
import { float, tuple, type Float } from '../kernel/values.ts';
import { creation, Handle, packValue, requireCreated, travels, unpackValue } from './handle.ts';
import { leaving } from './leaving.ts';
import { FOREVER, step, type Steps } from './steps.ts';
import { monotonic } from './time.ts';

export { SHUT_RD, SHUT_RDWR, SHUT_WR } from '../kernel/primitives/stream.ts';

/** Host and port; the host is this page whatever its name. */
export type Address = readonly [host: string, port: number];

const encoder = new TextEncoder();
const sizeOf = (text: string): number => encoder.encode(text).length;

/** What a connection and a listening socket have in common. */
abstract class BaseSocket extends Handle {
  /** Time limit of each call in seconds; null for none. It goes with the handle: whoever has another keeps his own. */
  protected timeout: number | null = null;

  protected get limit(): number {
    return this.timeout === null ? FOREVER : this.timeout * 1000;
  }

  /**
   * The time that a call may wait in seconds: then it raises TimeoutError. None: for ever; 0: not at all, and it raises
   * BlockingIOError.
   */
  *settimeout(seconds: number | null): Steps<void> {
    if (seconds !== null && !(seconds >= 0)) {
      throw new PyError('ValueError', 'Timeout value out of range');
    }
    yield* step<void>(code['socket.settimeout'], this.object, 0, -1, packValue(seconds));
    this.timeout = seconds;
  }

  *gettimeout(): Steps<number | Float | null> {
    yield* step<void>(code['socket.gettimeout'], this.object, 0, -1, packValue(this.timeout));
    return this.timeout === null ? null : float(this.timeout);
  }

  setblocking(blocking: boolean): Steps<void> {
    return this.settimeout(blocking ? null : 0);
  }

  *getblocking(): Steps<boolean> {
    yield* this.gettimeout();
    return this.timeout !== 0;
  }

  /** What the events of its calls name. */
  protected abstract get object(): number;

  abstract close(): Steps<void>;

  /** `with socket:`, which ends with close(). */
  with<R>(body: (socket: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.close());
  }
}

/** A connection. */
export class Socket extends BaseSocket {
  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'use createConnection() or accept()');
  }

  protected override get object(): number {
    return sendsInto(this.id);
  }

  /**
   * How many bytes were sent: all of them, or with a time limit as many as there is room for. Waits while the other side
   * does not read. Raises BrokenPipeError or ConnectionResetError once the other side has answered that nobody is there:
   * the first send after it has closed succeeds.
   */
  *send(text: string): Steps<number> {
    const direction = sendsInto(this.id);
    if (text === '') return 0;
    const part = this.timeout === null ? 0 : 1;
    const value = packValue(text);
    const sent = yield* step<number>(code['stream.send'], direction, part, this.limit, value);
    if (sent > PIPE_BYTES) yield* step<void>(code['pipe.flush'], direction);
    return sent;
  }

  /** Sends all. A time limit is for the whole of it. */
  *sendall(text: string): Steps<void> {
    const { timeout } = this;
    const first = yield* this.send(text);
    if (first >= sizeOf(text)) return;
    const start = yield* monotonic();
    let rest = afterBytes(text, first);
    try {
      while (rest !== '') {
        this.timeout = Math.max((timeout ?? 0) - ((yield* monotonic()) - start), 0);
        rest = afterBytes(rest, yield* this.send(rest));
      }
    } catch (error) {
      const isLate = error instanceof PyError && error.type === 'BlockingIOError' && timeout !== 0;
      throw isLate ? new PyError('TimeoutError', 'timed out') : error;
    } finally {
      this.timeout = timeout;
    }
  }

  /** Up to `bytes` bytes of what has arrived; waits for some. '' once the other side is closed and nothing is left. */
  *recv(bytes: number): Steps<string> {
    if (bytes < 0) throw new PyError('ValueError', 'negative buffersize in recv');
    if (bytes === 0) return '';
    const from = receivesFrom(this.id);
    const text = yield* step<string>(code['stream.recv'], from, bytes, this.limit);
    return unpackValue(text) as string;
  }

  /**
   * Ends one way or both: SHUT_WR and the other side is told that nothing comes any more; SHUT_RD and recv() waits no
   * more, in other threads too. Raises OSError where neither side has anything left to end.
   */
  *shutdown(how: number): Steps<void> {
    yield* step<void>(code['stream.shutdown'], sendsInto(this.id), how);
  }

  /** A thread that waits in recv() goes on waiting, and the other side is told once it has received. */
  *close(): Steps<void> {
    yield* step<void>(code['stream.close'], sendsInto(this.id));
  }
}
travels('socket', Socket);

/** What is left of a text after so many bytes of UTF-8. */
const afterBytes = (text: string, bytes: number): string =>
  new TextDecoder().decode(encoder.encode(text).subarray(bytes));

/** A listening socket. */
export class ServerSocket extends BaseSocket {
  readonly #port: number;
  readonly #backlog: number | null;

  constructor(port: number, backlog: number | null = null) {
    super();
    this.#port = port;
    this.#backlog = backlog;
  }

  protected override create(): Steps<number> {
    const backlog = this.#backlog === null ? undefined : packValue(this.#backlog);
    return step<number>(code['socket.listen'], -1, this.#port, -1, creation(true, backlog));
  }

  /** Waits for the next client; its connection and address. */
  *accept(): Steps<readonly [Socket, Address]> {
    const id = yield* this.op<number>('socket.accept', 0, this.limit);
    return tuple(socketOf(id), tuple('127.0.0.1', FIRST_CLIENT_PORT + (id >> 1)));
  }

  *getsockname(): Steps<Address> {
    return tuple('127.0.0.1', yield* this.op<number>('socket.port'));
  }

  /** It listens no more: clients are refused, and whoever waits in accept() gets OSError. */
  *shutdown(how: number): Steps<void> {
    yield* this.op<void>('socket.shutdown', how);
  }

  /** Clients are refused from then on, those that nobody has accepted too; but not before a waiting accept() is over. */
  *close(): Steps<void> {
    yield* this.op<void>('socket.close');
  }

  protected override get object(): number {
    return this.id;
  }

  /** There is nobody at the other end: raises OSError. */
  recv(_bytes: number): Steps<never> {
    return this.op<never>('socket.unconnected', 0);
  }

  /** The same: raises BrokenPipeError. */
  send(_text: string): Steps<never> {
    return this.op<never>('socket.unconnected', 1);
  }
}
travels('listener', ServerSocket);

const FIRST_CLIENT_PORT = 40_000;

const socketOf = (id: number, timeout: number | null = null): Socket =>
  Object.assign(Object.create(Socket.prototype) as Socket, { id, timeout });

/**
 * bind() and listen(). Port 0: any that is free. `backlog`: one client more than that may wait to be accepted. Raises
 * OSError where somebody listens already.
 */
export function* createServer(
  [, port]: Address,
  { backlog = null }: { readonly backlog?: number | null } = {},
): Steps<ServerSocket> {
  return yield* new ServerSocket(port, backlog);
}

/**
 * Connects to whoever listens, waiting while too many wait to be accepted. Raises ConnectionRefusedError where nobody
 * listens, TimeoutError after `timeout` seconds, which the connection keeps.
 */
export function* createConnection([, port]: Address, timeout: number | null = null): Steps<Socket> {
  const limit = timeout === null ? FOREVER : timeout * 1000;
  return socketOf(yield* step<number>(code['socket.connect'], -1, port, limit), timeout);
}

/** Two sockets that are connected with each other. */
export function* socketpair(): Steps<readonly [Socket, Socket]> {
  const first = yield* step<number>(code['socket.pair']);
  const [one, other] = connectionsOf(first >> 1, false);
  return tuple(socketOf(one), socketOf(other));
}
