/** Start of the program's first process. */
import type { Kernel } from '../kernel.ts';
import { P_MAIN, P_STATE, processAt } from '../memory.ts';
import { createProcess, ProcessManner, ProcessOrigin, ProcessState } from './process-record.ts';
import { createThread, launchThread } from './thread.ts';

/** Boots the program: its main process, whose main thread runs `main(params)`. For engines, inside `intervene`. */
export function bootProgram(k: Kernel, params: unknown): void {
  const process = createProcess(k, -1, {
    parent: -1,
    name: 'MainProcess',
    identity: '',
    daemon: false,
    origin: ProcessOrigin.boot,
    manner: ProcessManner.interpreter,
  });
  const main = createThread(k, -1, process, {
    target: 'main',
    args: [params],
    name: 'MainThread',
    daemon: false,
  });
  k.memory.i32[processAt(process) + P_MAIN] = main;
  k.memory.i32[processAt(process) + P_STATE] = ProcessState.running;
  launchThread(k, main, -1);
}
