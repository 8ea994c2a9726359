/** A server that answers in capitals. Each client reads from a terminal of its own: type into any of them. */
import { input, open, print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { Process } from '../../program/multiprocessing.ts';
import { type Address, createConnection, createServer, type Socket } from '../../program/socket.ts';
import type { Steps } from '../../program/steps.ts';
import { setStdin } from '../../program/sys.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ clients, concurrent, work }: Params): Steps<void> {
  const server = yield* createServer(['127.0.0.1', 0]); // [listen]
  const address = yield* server.getsockname(); // [address]
  const processes = [];
  for (let number = 1; number <= clients; number++) {
    const name = `client ${number}`;
    const process = yield* new Process({ target: client, args: [number, address], name }); // [create-client]
    yield* process.start(); // [start-client]
    processes.push(process);
  }
  for (let number = 1; number <= clients; number++) {
    const [connection] = yield* server.accept(); // [accept]
    if (concurrent) {
      const name = `server ${number}`;
      const process = yield* new Process({ target: serve, args: [connection, number, work], name }); // [create-server]
      yield* process.start(); // [start-server]
      processes.push(process);
      yield* connection.close(); // [let-go]
    } else {
      yield* serve(connection, number, work);
    }
  }
  yield* server.close(); // [close]
  for (const process of processes) {
    yield* process.join(); // [join]
  }
  yield* print('everybody has left'); // [end]
}

export function* serve(connection: Socket, number: number, work: number): Steps<void> {
  while (true) {
    const data = yield* connection.recv(4096); // [receive]
    if (data === '') break;
    yield* sleep(work); // [work]
    yield* connection.sendall(data.toUpperCase()); // [answer]
  }
  yield* connection.close(); // [hang-up]
  yield* print(`conversation ${number} is over`); // [over]
}

export function* client(number: number, address: Address): Steps<void> {
  yield* sleep(number / 2); // [arrive]
  const connection = yield* createConnection(address); // [connect]
  yield* setStdin(yield* open(`/dev/pts/${number}`)); // [terminal]
  let line = `hello from client ${number}`;
  while (true) {
    yield* connection.sendall(`${line}\n`); // [send]
    const answer = (yield* connection.recv(4096)).replace(/\n+$/, ''); // [get]
    yield* print(`client ${number} reads: ${answer}`); // [show]
    try {
      line = yield* input(`client ${number}> `); // [type]
    } catch (error) {
      except(error, 'EOFError');
      break;
    }
  }
  yield* connection.close(); // [leave]
}
