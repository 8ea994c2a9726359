/** Pipes whose messages travel through ports, with a PipePorts for each thread as if each had its own Worker. */
import { afterEach, expect, it } from 'vitest';
import { Kernel, Status } from '../../../kernel/kernel.ts';
import { createMemory, MEMORY_BYTES } from '../../../kernel/memory.ts';
import { opTable } from '../../../kernel/ops.ts';
import { bootProgram } from '../../../kernel/primitives/process-boot.ts';
import { jobOf } from '../../../kernel/primitives/thread.ts';
import { registerBodies } from '../../../program/bodies.ts';
import { threadLife } from '../../../program/life.ts';
import { pipe, type Connection } from '../../../program/multiprocessing.ts';
import type { Steps } from '../../../program/steps.ts';
import { Thread } from '../../../program/threading.ts';
import type { PipeEnd } from '../protocol.ts';
import { carryThread } from './carry.ts';
import { PipePorts } from './pipe-ports.ts';
import { SharedKernel } from './shared-kernel.ts';

const opened: PipePorts[] = [];
afterEach(() => {
  for (const ports of opened.splice(0)) ports.close();
});

/** Gives each end's port to the first that asks, like the page. */
function pageOfPorts() {
  const channels = new Map<number, MessageChannel>();
  const given = new Set<string>();
  return function join(): PipePorts {
    const ports = new PipePorts((direction, end: PipeEnd) => {
      const channel = channels.get(direction) ?? new MessageChannel();
      channels.set(direction, channel);
      const isGiven = given.has(`${direction} ${end}`);
      given.add(`${direction} ${end}`);
      const port = isGiven ? null : end === 'send' ? channel.port1 : channel.port2;
      queueMicrotask(() => ports.receive({ type: 'port', direction, end, port }));
    });
    opened.push(ports);
    return ports;
  };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

/** Runs a program whose threads wait only for pipes and ports. */
async function run(module: Readonly<Record<string, unknown>>): Promise<void> {
  const memory = createMemory(new SharedArrayBuffer(MEMORY_BYTES), 1);
  const launched: number[] = [];
  const kernel = new Kernel({
    memory,
    ops: opTable,
    realTime: () => performance.now(),
    launch: (thread) => launched.push(thread),
  });
  const join = pageOfPorts();
  registerBodies(module);
  kernel.intervene(() => bootProgram(kernel, null));
  const main = launched.pop() ?? -1;
  const life = threadLife(module, jobOf(memory, main));
  for (let next = life.next(); next.done !== true; next = life.next(kernel.result)) {
    let status = kernel.perform(main, next.value, 0);
    while (status === Status.blocked) {
      for (const thread of launched.splice(0)) {
        void carryThread(new SharedKernel(kernel, thread), module, join(), opTable.carried);
      }
      await tick();
      status = kernel.retry(main, next.value);
    }
    expect(status).toBe(Status.done);
  }
}

it('gives each of two receivers the message that the kernel gave it', async () => {
  const got = { first: [] as unknown[], second: [] as unknown[] };
  function* main(): Steps<void> {
    const [near, far] = yield* pipe();
    const [wake, woken] = yield* pipe();
    const sender = yield* new Thread({ target: send, args: [near] });
    yield* sender.start();
    yield* sender.join();
    const first = yield* new Thread({ target: receiveTwice, args: [far, woken] });
    yield* first.start();
    const second = yield* new Thread({ target: receiveOnce, args: [far, wake] });
    yield* second.start();
    yield* first.join();
  }
  function* send(near: Connection): Steps<void> {
    for (const fruit of ['apple', 'pear', 'plum']) yield* near.send(fruit);
  }
  /** Its Worker has the port. */
  function* receiveTwice(far: Connection, woken: Connection): Steps<void> {
    got.first.push(yield* far.recv());
    yield* woken.recv();
    got.first.push(yield* far.recv());
  }
  /** Its Worker has none: the message that it takes still arrives at the other Worker's port. */
  function* receiveOnce(far: Connection, wake: Connection): Steps<void> {
    got.second.push(yield* far.recv());
    yield* wake.send('go on');
  }
  await run({ main, send, receiveTwice, receiveOnce });
  expect(got).toEqual({ first: ['apple', 'plum'], second: ['pear'] });
});
