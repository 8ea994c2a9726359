/** multiprocessing.Pipe and its connections. */
import type { Belonging } from '../trace/format.ts';
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import type { Packed } from '../kernel/packed.ts';
import { PIPE_BYTES } from '../kernel/primitives/direction.ts';
import {
  connectionsOf,
  isOneWay,
  isSecond,
  receivesFrom,
  Refused,
  sendsInto,
} from '../kernel/primitives/pipe.ts';
import { Handle, packValue, patience, travels, unpackValue, requireCreated } from './handle.ts';
import { leaving } from './leaving.ts';
import { step, type Steps } from './steps.ts';

/** One end of a pipe: sends into one direction and receives from the other, or does only one of the two. */
export class Connection extends Handle {
  /** True once a message was longer than allowed: this end cannot receive any more. */
  isDeaf?: true;

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'connections come in pairs: use pipe()');
  }

  /**
   * Waits while the pipe (64 KiB) has no room. Raises BrokenPipeError if nobody can receive it, OSError after close().
   */
  *send(value: unknown): Steps<void> {
    if (isOneWay(this.id) && isSecond(this.id)) {
      yield* step<never>(code['pipe.poll'], receivesFrom(this.id), Refused.sending);
    }
    const direction = sendsInto(this.id);
    const packed = packValue(value);
    yield* step<void>(code['pipe.send'], direction, 0, -1, packed);
    const isLong = typeof packed === 'string' && packed.length > PIPE_BYTES;
    if (isLong) yield* step<void>(code['pipe.flush'], direction);
  }

  /** Raises EOFError once all other ends are closed and nothing is left. */
  *recv(): Steps<unknown> {
    return unpackValue(yield* step<Packed>(code['pipe.recv'], yield* receiving(this)));
  }

  /** Whether there is something to receive, now or within `timeout` seconds (null: no timeout). */
  *poll(timeout: number | null = 0): Steps<boolean> {
    const limit = patience(timeout ?? undefined);
    return (yield* step<number>(code['pipe.poll'], yield* receiving(this), 0, limit)) === 1;
  }

  /** Sends bytes, which are a text here. */
  sendBytes(text: string): Steps<void> {
    return this.send(text);
  }

  /**
   * Receives the text of one sendBytes(). Raises OSError if it exceeds `maxlength` bytes (UTF-8), and cannot receive
   * afterwards.
   */
  *recvBytes(maxlength?: number): Steps<string> {
    if (maxlength !== undefined && maxlength < 0) {
      throw new PyError('ValueError', 'negative maxlength');
    }
    const text = yield* this.recv();
    if (typeof text !== 'string') {
      throw new PyError('NotImplementedError', 'what send() has sent is for recv() here');
    }
    if (maxlength === undefined || encoder.encode(text).length <= maxlength) return text;
    if (isOneWay(this.id)) yield* this.close();
    else this.isDeaf = true;
    throw new PyError('OSError', 'bad message length');
  }

  /** `with connection:`, which ends with close(). */
  with<R>(body: (connection: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.close());
  }

  /** Closes it in this process; copies in other processes stay open. */
  *close(): Steps<void> {
    const isWriter = isOneWay(this.id) && !isSecond(this.id);
    const isReader = isOneWay(this.id) && isSecond(this.id);
    if (!isWriter) yield* step<void>(code['pipe.close'], receivesFrom(this.id), 1);
    if (!isReader) yield* step<void>(code['pipe.close'], sendsInto(this.id), 0);
  }
}
travels('Connection', Connection);

const encoder = new TextEncoder();

function* receiving(end: Connection): Steps<number> {
  if (end.isDeaf || (isOneWay(end.id) && !isSecond(end.id))) {
    yield* step<never>(code['pipe.poll'], sendsInto(end.id), Refused.receiving);
  }
  return receivesFrom(end.id);
}

/**
 * A pipe. Both ends send and receive; if not `duplex`, the first receives what the second sends. `name`: for pipes
 * internal to a library.
 */
export function* pipe(duplex = true, name = '', part?: Belonging): Steps<[Connection, Connection]> {
  const args = JSON.stringify({ name, part });
  const first = yield* step<number>(code['pipe.create'], -1, duplex ? 0 : 1, -1, args);
  const [one, other] = connectionsOf(first, !duplex);
  return duplex ? [connection(one), connection(other)] : [connection(other), connection(one)];
}

/** The connection with this name. */
export function connection(id: number): Connection {
  return Object.assign(Object.create(Connection.prototype) as Connection, { id });
}
