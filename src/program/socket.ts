/**
 * Python's `socket` (docs.python.org/3/library/socket.html), for streams over loopback inside the page. Bytes are texts
 * here, counted in UTF-8.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { PIPE_BYTES, receivesFrom, sendsInto } from '../kernel/primitives/pipe.ts';
import { tuple } from '../kernel/values.ts';
import { creation, Handle, packValue, travels, unpackValue, requireCreated } from './handle.ts';
import { leaving } from './leaving.ts';
import { step, type Steps } from './steps.ts';

/** Host and port; the host is this page whatever its name. */
export type Address = readonly [host: string, port: number];

const encoder = new TextEncoder();

/** A connection. */
export class Socket extends Handle {
  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'use createConnection() or accept()');
  }

  /** How many bytes were sent: all of them. Waits while the other side does not read. Raises BrokenPipeError. */
  *send(text: string): Steps<number> {
    const direction = sendsInto(this.id);
    const bytes = encoder.encode(text).length;
    if (bytes === 0) return 0;
    yield* step<void>(code['socket.send'], direction, 0, -1, packValue(text));
    if (bytes > PIPE_BYTES) yield* step<void>(code['pipe.flush'], direction);
    return bytes;
  }

  *sendall(text: string): Steps<void> {
    yield* this.send(text);
  }

  /** Up to `bytes` bytes of what has arrived; waits for some. '' once the other side is closed and nothing is left. */
  *recv(bytes: number): Steps<string> {
    const text = yield* step<string>(code['socket.recv'], receivesFrom(this.id), bytes);
    return unpackValue(text) as string;
  }

  *close(): Steps<void> {
    yield* step<void>(code['pipe.close'], receivesFrom(this.id), 1);
    yield* step<void>(code['pipe.close'], sendsInto(this.id), 0);
  }

  /** `with socket:`, which ends with close(). */
  with<R>(body: (socket: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.close());
  }
}
travels('socket', Socket);

/** A listening socket. */
export class ServerSocket extends Handle {
  readonly #port: number;

  constructor(port: number) {
    super();
    this.#port = port;
  }

  protected override create(): Steps<number> {
    return step<number>(code['socket.listen'], -1, this.#port, -1, creation(true));
  }

  /** Waits for the next client; its connection and address. */
  *accept(): Steps<readonly [Socket, Address]> {
    const id = yield* this.op<number>('socket.accept');
    return tuple(socketOf(id), tuple('127.0.0.1', FIRST_CLIENT_PORT + (id >> 1)));
  }

  *getsockname(): Steps<Address> {
    return tuple('127.0.0.1', yield* this.op<number>('socket.port'));
  }

  /** Clients are refused from then on, those that nobody has accepted too. */
  *close(): Steps<void> {
    yield* this.op<void>('socket.close');
  }

  /** `with socket:`, which ends with close(). */
  with<R>(body: (socket: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.close());
  }
}
travels('listener', ServerSocket);

const FIRST_CLIENT_PORT = 40_000;

const socketOf = (id: number): Socket =>
  Object.assign(Object.create(Socket.prototype) as Socket, { id });

/** bind() and listen(). Port 0: any that is free. Raises OSError where somebody listens already. */
export function* createServer([, port]: Address): Steps<ServerSocket> {
  return yield* new ServerSocket(port);
}

/** Connects to whoever listens. Raises ConnectionRefusedError where nobody does. */
export function* createConnection([, port]: Address): Steps<Socket> {
  return socketOf(yield* step<number>(code['socket.connect'], -1, port));
}
