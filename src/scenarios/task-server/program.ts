/** A task server. Its workers are on other machines; as long as none is there, it has workers of its own. */
import { input, open, print, Variable } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { Process } from '../../program/multiprocessing.ts';
import { Queue } from '../../program/queue.ts';
import { type Address, createConnection, createServer, type Socket } from '../../program/socket.ts';
import type { Steps } from '../../program/steps.ts';
import { setStdin } from '../../program/sys.ts';
import { Event, Lock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import { primes } from './primes.ts';
import type { Params } from './scenario.ts';

type Task = number | null;
const daemon = true;

interface Office {
  readonly tasks: Queue<Task>;
  readonly results: Queue<[task: number, count: number, name: string]>;
  /** Set as long as no tab is there. */
  readonly alone: Event;
  readonly guests: Variable<number>;
  readonly counting: Lock;
}

export function* main({ tasks: count, workers, work }: Params): Steps<void> {
  const server = yield* createServer(['127.0.0.1', 0]); // [listen]
  const address = yield* server.getsockname(); // [address]
  const tasks = yield* new Queue<Task>(); // [tasks]
  const results = yield* new Queue<[number, number, string]>(); // [results]
  const alone = yield* new Event(); // [event]
  const counting = yield* new Lock(); // [counting]
  const guests = yield* new Variable(0); // [guests]
  const office = { tasks, results, alone, guests, counting };

  yield* alone.set(); // [alone]
  for (let number = 1; number <= workers; number++) {
    const name = `own ${number}`;
    const process = yield* new Process({ target: own, args: [number, address, work], name }); // [own]
    yield* process.start(); // [start-own]
  }
  const name = 'reception';
  const desk = yield* new Thread({ target: reception, args: [server, office], name, daemon }); // [reception]
  yield* desk.start(); // [start-reception]
  const entry = yield* new Thread({ target: door, args: [address], name: 'door', daemon }); // [door]
  yield* entry.start(); // [start-door]

  for (let task = 1; task <= count; task++) yield* tasks.put(task); // [put]
  let total = 0;
  for (let n = 0; n < count; n++) {
    const [task, found, worker] = yield* results.get(); // [get]
    total += found;
    yield* print(`task ${task}: ${found} primes, says ${worker}`); // [say]
  }
  yield* print(`${total} primes below ${1000 * count}`); // [total]
  yield* tasks.put(null); // [end]
  yield* alone.set(); // [let-go]
}

export function* reception(server: Socket, office: Office): Steps<void> {
  for (let number = 1; ; number++) {
    const [connection] = yield* server.accept(); // [accept]
    const name = `clerk ${number}`;
    const clerk = yield* new Thread({ target: serve, args: [connection, office], name, daemon }); // [serve]
    yield* clerk.start(); // [start-serve]
  }
}

/** Gives tasks to one worker, wherever it is. */
export function* serve(connection: Socket, office: Office): Steps<void> {
  const { tasks, results, alone, guests, counting } = office;
  const name = yield* connection.recv(100); // [name]
  const isGuest = name.startsWith('tab');
  if (isGuest) {
    yield* counting.acquire(); // [count-in]
    yield* guests.set((yield* guests.get()) + 1); // [one-more]
    yield* alone.clear(); // [not-alone]
    yield* counting.release(); // [counted-in]
    yield* print(`${name} has joined`); // [joined]
  }
  while (true) {
    if (!isGuest) yield* alone.wait(); // [rest]
    const task = yield* tasks.get(); // [take]
    if (task === null) {
      yield* tasks.put(null); // [pass-on]
      yield* connection.sendall('stop'); // [stop]
      break;
    }
    let answer = '';
    try {
      yield* connection.sendall(String(task)); // [give]
      answer = yield* connection.recv(100); // [await]
    } catch (error) {
      except(error, 'OSError');
    }
    if (answer === '') {
      yield* tasks.put(task); // [give-back]
      yield* print(`${name} has left; somebody else gets task ${task}`); // [left]
      break;
    }
    yield* results.put([task, Number(answer), name]); // [result]
  }
  yield* connection.close(); // [hang-up]
  if (isGuest) {
    yield* counting.acquire(); // [count-out]
    yield* guests.set((yield* guests.get()) - 1); // [one-less]
    if ((yield* guests.get()) === 0 /* [last] */) yield* alone.set(); // [alone-again]
    yield* counting.release(); // [counted-out]
  }
}

const isTask = (text: string): boolean => /^[0-9]+$/.test(text);

/** A worker on this machine. */
export function* own(number: number, address: Address, work: number): Steps<void> {
  yield* sleep(number / 5); // [own-later]
  const connection = yield* createConnection(address); // [own-connect]
  yield* connection.sendall(`own ${number}`); // [own-name]
  while (true) {
    const task = yield* connection.recv(100); // [own-take]
    if (!isTask(task)) break;
    yield* sleep(work); // [own-work]
    yield* connection.sendall(String(primes(Number(task)))); // [own-answer]
  }
  yield* connection.close(); // [own-close]
}

/** Carries tasks to another machine, which is at the other end of a terminal line, and carries its answers back. */
export function* tab(number: number, address: Address): Steps<void> {
  const connection = yield* createConnection(address); // [tab-connect]
  yield* setStdin(yield* open(`/dev/pts/${number}`)); // [tab-line]
  yield* connection.sendall(`tab ${number}`); // [tab-name]
  while (true) {
    const task = yield* connection.recv(100); // [tab-take]
    if (!isTask(task)) break;
    let answer = '';
    try {
      while (!/^[0-9]{1,4}$/.test(answer)) {
        answer = yield* input(`tab ${number}, task ${task}: `); // [tab-ask]
      }
    } catch (error) {
      except(error, 'EOFError');
      break;
    }
    yield* connection.sendall(answer); // [tab-answer]
  }
  yield* connection.close(); // [tab-close]
}

/** A line for each tab that comes. */
export function* door(address: Address): Steps<void> {
  const line = yield* open('/dev/pts/0'); // [door-open]
  let number = 0;
  while ((yield* line.readline()) !== '' /* [door-wait] */) {
    number += 1;
    const name = `tab ${number}`;
    const process = yield* new Process({ target: tab, args: [number, address], name }); // [tab]
    yield* process.start(); // [start-tab]
  }
}
