import { createConnection, createServer, type Socket } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';

/** The client's socket and the server's, over TCP. */
export function* connected(): Steps<readonly [Socket, Socket]> {
  const server = yield* createServer(['127.0.0.1', 0]);
  const client = yield* createConnection(yield* server.getsockname());
  const [connection] = yield* server.accept();
  yield* server.close();
  return [client, connection];
}
