/** The operating system's errors for sockets and descriptors. */
import { PyError } from '../errors.ts';
import type { Request } from '../request.ts';

export const badDescriptor = (): PyError => new PyError('OSError', '[Errno 9] Bad file descriptor');
export const brokenPipe = (): PyError => new PyError('BrokenPipeError', '[Errno 32] Broken pipe');
export const notConnected = (): PyError =>
  new PyError('OSError', '[Errno 107] Transport endpoint is not connected');

export function timedOut(op: Request): PyError {
  if (op.timeout > 0) return new PyError('TimeoutError', 'timed out');
  return new PyError('BlockingIOError', '[Errno 11] Resource temporarily unavailable');
}
