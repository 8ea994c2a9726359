/**
 * Result of socket.makefile(): buffered text I/O over a connection. Written text is sent when the buffer is full, by
 * flush() or by close(): a program that writes and then reads without a flush may wait for the answer to a request that
 * was never sent.
 */
import { PyError } from '../kernel/errors.ts';
import { utf8Length } from '../kernel/primitives/stream.ts';
import { Handle, requireCreated, travels } from './handle.ts';
import { list } from './iteration.ts';
import { leaving } from './leaving.ts';
import type { Steps } from './steps.ts';

/** The socket operations that a file uses. */
export interface FileSocket {
  readonly id: number;
  recv(bytes: number): Steps<string>;
  sendall(text: string): Steps<void>;
  dropFile(): Steps<void>;
}

/** Bytes requested by one receive, and buffered before a send. */
const BUFFER = 8192;

export class SocketFile extends Handle {
  /** Mode string as in Python. */
  mode = 'r';
  closed = false;
  protected socket!: FileSocket;
  /** Received and not yet read. */
  protected unread = '';
  /** Written and not yet sent. */
  protected unsent = '';
  /** A read has timed out: no further read is possible. */
  protected isLate = false;

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'use makefile() of a socket');
  }

  static over(socket: FileSocket, mode: string): SocketFile {
    return Object.assign(new SocketFile(), { socket, mode, id: socket.id });
  }

  protected get isBinary(): boolean {
    return this.mode.includes('b');
  }

  protected get writes(): boolean {
    return this.mode.includes('w');
  }

  readable(): boolean {
    return this.mode.includes('r') || !this.writes;
  }

  writable(): boolean {
    return this.writes;
  }

  protected requireReads(call: string): void {
    requireCreated(this);
    if (this.closed) {
      throw closedFile(this.isBinary && this.readable() ? `${call} of closed file` : undefined);
    }
    if (this.readable()) return;
    const what = this.isBinary && call === 'read' ? 'read' : 'not readable';
    throw new PyError('io.UnsupportedOperation', what);
  }

  protected requireWrites(): void {
    requireCreated(this);
    if (!this.writes && (this.isBinary || !this.closed)) {
      throw new PyError('io.UnsupportedOperation', this.isBinary ? 'write' : 'not writable');
    }
    if (this.closed) throw closedFile(this.isBinary ? 'write to closed file' : undefined);
  }

  /** Receives once more; false at end of file. */
  protected *fill(): Steps<boolean> {
    if (this.isLate) throw new PyError('OSError', 'cannot read from timed out object');
    try {
      const text = yield* this.socket.recv(BUFFER);
      this.unread += text;
      return text !== '';
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      if (error.type === 'BlockingIOError') return false;
      this.isLate = error.type === 'TimeoutError';
      throw error;
    }
  }

  protected take(length: number): string {
    const text = this.unread.slice(0, length);
    this.unread = this.unread.slice(length);
    return text;
  }

  /** So many characters, or all until end of file: waits until they have arrived. '' at end of file. */
  *read(size = -1): Steps<string> {
    this.requireReads('read');
    const wanted = size < 0 ? Infinity : size;
    for (;;) {
      if (this.unread.length >= wanted || !(yield* this.fill())) return this.take(wanted);
    }
  }

  /** The next line with its newline; '' at end of file. */
  *readline(): Steps<string> {
    this.requireReads('readline');
    for (;;) {
      const end = this.unread.indexOf('\n');
      if (end >= 0) return this.take(end + 1);
      if (!(yield* this.fill())) return this.take(this.unread.length);
    }
  }

  readlines(): Steps<string[]> {
    return list(this);
  }

  /** For `for line in file`: raises StopIteration at end of file. */
  *next(): Steps<string> {
    const line = yield* this.readline();
    if (line === '') throw new PyError('StopIteration');
    return line;
  }

  /** Buffers a text; returns its length. */
  *write(text: string): Steps<number> {
    this.requireWrites();
    this.unsent += text;
    if (utf8Length(this.unsent) > BUFFER) yield* this.send();
    return this.isBinary ? utf8Length(text) : text.length;
  }

  *writelines(lines: readonly string[]): Steps<void> {
    for (const line of lines) yield* this.write(line);
  }

  /** Sends the buffer. What cannot be sent stays buffered. */
  *flush(): Steps<void> {
    requireCreated(this);
    if (this.closed)
      throw closedFile(this.isBinary && this.writes ? 'flush of closed file' : undefined);
    yield* this.send();
  }

  protected *send(): Steps<void> {
    if (this.unsent === '') return;
    yield* this.socket.sendall(this.unsent);
    this.unsent = '';
  }

  /** Flushes, and releases the socket: if the socket was closed before and this is its last file, it closes now. */
  *close(): Steps<void> {
    requireCreated(this);
    if (this.closed) return;
    this.closed = true;
    try {
      yield* this.send();
    } finally {
      yield* this.socket.dropFile();
    }
  }

  /** `with file:`, which ends with close(). */
  with<R>(body: (file: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    if (this.closed) throw closedFile();
    return leaving(body(this), () => this.close());
  }
}
travels('SocketFile', SocketFile);

const closedFile = (message = 'I/O operation on closed file.'): PyError =>
  new PyError('ValueError', message);
