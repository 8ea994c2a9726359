/** Common state of sockets: kind, timeout, options, names. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { sendsInto } from '../kernel/primitives/pipe.ts';
import { DETACHED, parseSocketName, plainName } from '../kernel/primitives/socket-names.ts';
import { float, tuple, type Float } from '../kernel/values.ts';
import { creation, Handle, packValue, requireCreated, unpackValue } from './handle.ts';
import {
  AF_INET,
  SO_ACCEPTCONN,
  SO_ERROR,
  SO_RCVBUF,
  SO_SNDBUF,
  SOCK_STREAM,
  SOL_SOCKET,
} from './socket-options.ts';
import { DEFAULTS } from './socket-option-defaults.ts';
import { FOREVER, step, type Steps } from './steps.ts';

/** Host and port; any host name means this page. */
export type Address = readonly [host: string, port: number];

export abstract class SocketHandle extends Handle {
  readonly family: number;
  readonly type: number;
  readonly proto: number = 0;
  /** Name of the listener or connection that it has become, if this handle knows. */
  protected became = 0;
  /**
   * Timeout of each call in seconds; null for none. It belongs to the handle: other handles of the socket have their
   * own.
   */
  protected timeout: number | null = null;
  protected options: Readonly<Record<string, number>> = {};
  /**
   * Outcome of a non-blocking connect(), reported by the next call. Of one with a timeout: that the timeout was
   * reported; Linux reports the outcome at the next connect().
   */
  protected connecting: PyError | 'done' | 'failed' | null = null;
  /** Number of open files of makefile(): the last one closes a socket that was closed before. */
  protected files = 0;
  protected isClosed = false;
  readonly #adopted: number | null;

  /** `fileno`: descriptor of an existing socket of this process, as from detach(); no new socket is created. */
  constructor(
    family: number = AF_INET,
    type: number = SOCK_STREAM,
    { fileno }: { readonly fileno?: number } = {},
  ) {
    super();
    this.#adopted = fileno ?? null;
    if (family !== AF_INET || type !== SOCK_STREAM) {
      throw new PyError('NotImplementedError', 'sockets are streams over the loopback here');
    }
    this.family = family;
    this.type = type;
  }

  protected override *create(): Steps<number> {
    if (this.#adopted !== null) {
      const told = yield* step<string>(code['socket.adopt'], -1, this.#adopted);
      const [name, family] = unpackValue(told) as readonly [number, number];
      Object.assign(this, { family });
      return name;
    }
    const made = yield* step<number>(code['socket.create'], -1, this.family, -1, creation(true));
    return plainName(made);
  }

  protected get limit(): number {
    return this.timeout === null ? FOREVER : this.timeout * 1000;
  }

  /** The object in the events of its calls. */
  protected get object(): number {
    const socket = parseSocketName(this.became || this.id);
    return socket.is === 'connection' ? sendsInto(socket.connection) : socket.object;
  }

  /** Its current state: another handle of the same socket may have connected it. */
  protected *now(): Steps<ReturnType<typeof parseSocketName>> {
    const { id } = this;
    const socket = parseSocketName(this.became || id);
    if (socket.is !== 'plain' || id === DETACHED) return socket;
    const name = yield* step<number>(code['socket.ask'], socket.object);
    if (name !== id) this.became = name;
    return parseSocketName(name);
  }

  /**
   * Timeout of its calls in seconds, after which they raise TimeoutError. None: no timeout; 0: non-blocking, raising
   * BlockingIOError.
   */
  *settimeout(seconds: number | null): Steps<void> {
    if (seconds !== null && !(seconds >= 0)) {
      throw new PyError('ValueError', 'Timeout value out of range');
    }
    const steps = step<void>(
      code['socket.settimeout'],
      this.object,
      this.id,
      -1,
      packValue(seconds),
    );
    // Also set if the socket is closed and the call raises.
    this.timeout = seconds;
    yield* steps;
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

  *getsockname(): Steps<Address> {
    return addressOf(yield* step<string>(code['socket.name'], this.object, this.id));
  }

  /** Address of the peer. Raises OSError if there is none. */
  *getpeername(): Steps<Address> {
    return addressOf(yield* step<string>(code['socket.peer'], this.object, this.id));
  }

  /** Its descriptor in this process; -1 once closed. */
  *fileno(): Steps<number> {
    return yield* step<number>(code['socket.fileno'], this.object, this.id);
  }

  /**
   * Its descriptor, which stays open and which the caller has to close; this handle is closed. -1 if it was closed
   * before.
   */
  *detach(): Steps<number> {
    const fd = yield* step<number>(code['socket.detach'], this.object, this.id);
    this.id = DETACHED;
    this.became = 0;
    this.isClosed = true;
    return fd;
  }

  /** Raises OSError if it is closed. */
  protected *option(text = ''): Steps<void> {
    yield* step<void>(code['socket.option'], this.object, this.id, -1, JSON.stringify(text));
  }

  /** Stores an option. Only SO_REUSEADDR has an effect. Raises OSError for an unknown one. */
  *setsockopt(level: number, option: number, value: number): Steps<void> {
    yield* this.option(`${level}, ${option}, ${value}`);
    const key = optionKey(level, option);
    this.options = { ...this.options, [key]: isFlag(option) ? Number(value !== 0) : value };
  }

  *getsockopt(level: number, option: number): Steps<number> {
    requireCreated(this);
    const key = optionKey(level, option);
    if (key === optionKey(SOL_SOCKET, SO_ERROR)) {
      const error = yield* step<number>(code['socket.error'], this.object, this.id);
      const { connecting } = this;
      if (!(connecting instanceof PyError)) return error;
      this.connecting = 'failed';
      return connecting.errno ?? 0;
    }
    yield* this.option(`${level}, ${option}`);
    if (key === optionKey(SOL_SOCKET, SO_ACCEPTCONN)) {
      return (yield* this.now()).is === 'listener' ? 1 : 0;
    }
    return this.options[key] ?? DEFAULTS[key]!;
  }
}

export const optionKey = (level: number, option: number): string => {
  const key = `${level} ${option}`;
  if (Object.hasOwn(DEFAULTS, key)) return key;
  throw new PyError('OSError', '[Errno 92] Protocol not available');
};
/** Options that Linux stores as booleans. */
const isFlag = (option: number): boolean => option !== SO_SNDBUF && option !== SO_RCVBUF;

function addressOf(packed: string): Address {
  const address = unpackValue(packed) as Address | '';
  // Python's form of the address of a socketpair's end.
  return address === '' ? ('' as unknown as Address) : tuple(...address);
}
