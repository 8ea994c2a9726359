/**
 * Core of a thread Worker: imports the program, joins a run, and carries one thread after the other. The entry in
 * workers/ passes it the messages.
 */
import { Kernel, type OpTable } from '../../../kernel/kernel.ts';
import { H_MUTEX, viewMemory } from '../../../kernel/memory.ts';
import { lockMutex, unlockMutex } from '../../../kernel/mutex.ts';
import { registerBodies } from '../../../program/bodies.ts';
import { loadTable } from '../load-table.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { carryThread } from './carry.ts';
import { MessageKernel } from './message-kernel.ts';
import { PipePorts } from './pipe-ports.ts';
import { rehearse } from './rehearse.ts';
import { SharedKernel } from './shared-kernel.ts';
import { countJoined, DEATH_DELAY_MS, finishThread, launchOnWorker, nextThread } from './slots.ts';

type Module = Readonly<Record<string, unknown>>;

export interface WorkerHost {
  readonly post: (message: FromWorker) => void;
  readonly loadProgram: (scenario: string) => Promise<Module>;
}

export class ThreadWorker {
  readonly #host: WorkerHost;
  #ports: PipePorts | undefined;
  readonly #rehearsed = rehearse();

  constructor(host: WorkerHost) {
    this.#host = host;
  }

  receive(message: ToWorker): void {
    this.#act(message).catch((error: unknown) => {
      const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#host.post({ type: 'failed', report });
    });
  }

  async #act(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load':
        await this.#load(message);
        this.#host.post({ type: 'loaded', scenario: message.scenario });
        return;
      case 'join-shared':
        await this.#joinShared(message);
        this.#host.post({ type: 'left', run: message.run });
        return;
      case 'join-message':
        await this.#joinMessage(message);
        this.#host.post({ type: 'left', run: message.run });
        return;
      case 'port':
        this.#ports?.receive(message);
        return;
    }
  }

  /** The program, and what its kernel is made with: fetched together. */
  async #load({
    scenario,
    coreOnly,
  }: ToWorker & { type: 'load' | `join-${string}` }): Promise<readonly [Module, OpTable]> {
    const [module, table] = await Promise.all([
      this.#host.loadProgram(scenario),
      loadTable(coreOnly),
      this.#rehearsed,
    ]);
    registerBodies(module);
    return [module, table];
  }

  async #joinShared(message: ToWorker & { type: 'join-shared' }): Promise<void> {
    const [module, table] = await this.#load(message);
    const memory = viewMemory(message.buffer);
    const { i32 } = memory;
    const zero = performance.timeOrigin - message.epoch;
    const kernel = new Kernel({
      memory,
      ops: table,
      realTime: () => performance.now() + zero,
      launch: (thread) => launchOnWorker(i32, thread),
      deathDelay: DEATH_DELAY_MS,
    });
    const ports = this.#openPorts(message.run);
    lockMutex(i32, H_MUTEX);
    countJoined(memory, kernel.realTime());
    unlockMutex(i32, H_MUTEX);
    for (;;) {
      const thread = nextThread(i32, message.slot);
      if (thread === undefined) break;
      await carryThread(new SharedKernel(kernel, thread), module, ports, table.carried);
      finishThread(i32);
    }
    ports.close();
  }

  async #joinMessage(message: ToWorker & { type: 'join-message' }): Promise<void> {
    const [module, table] = await this.#load(message);
    const ports = this.#openPorts(message.run);
    const kernel = new MessageKernel(message.port);
    while (await kernel.nextThread()) await carryThread(kernel, module, ports, table.carried);
    message.port.close();
    ports.close();
  }

  #openPorts(run: number): PipePorts {
    this.#ports = new PipePorts((direction, end) =>
      this.#host.post({ type: 'need-port', run, direction, end }),
    );
    return this.#ports;
  }
}
