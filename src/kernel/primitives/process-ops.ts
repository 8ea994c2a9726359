/** The ops about processes, by name. */
import type { OpSpec } from '../kernel.ts';
import { osFork } from './fork.ts';
import {
  osExit,
  processDie,
  processDismiss,
  processDrain,
  processDrainChildren,
  processExit,
  processReap,
} from './process-end.ts';
import {
  osGetpid,
  osGetppid,
  processChildren,
  processClose,
  processCurrent,
  processDaemon,
  processExitcode,
  processIdent,
  processIsAlive,
  processJoin,
  processKill,
  processName,
  processParent,
  processRename,
  processRun,
  processSetDaemon,
  processTerminate,
} from './process-watch.ts';
import { processStopped } from './process-stop.ts';
import { osKill, osWait } from './process-wait.ts';
import { connectionWait, processSentinel } from './wait-any.ts';
import { processCreate, processMethod, processStart } from './process.ts';

export const processOps = {
  'process.create': processCreate,
  'process.start': processStart,
  'process.method': processMethod,
  'process.run': processRun,
  'process.join': processJoin,
  'process.isAlive': processIsAlive,
  'process.exitcode': processExitcode,
  'process.ident': processIdent,
  'process.name': processName,
  'process.rename': processRename,
  'process.daemon': processDaemon,
  'process.setDaemon': processSetDaemon,
  'process.current': processCurrent,
  'process.parent': processParent,
  'process.children': processChildren,
  'process.terminate': processTerminate,
  'process.kill': processKill,
  'process.close': processClose,
  'process.sentinel': processSentinel,
  'connection.wait': connectionWait,
  'process.drain': processDrain,
  'process.dismiss': processDismiss,
  'process.drainChildren': processDrainChildren,
  'process.exit': processExit,
  'process.reap': processReap,
  'process.stopped': processStopped,
  'process.die': processDie,
  'os.getpid': osGetpid,
  'os.getppid': osGetppid,
  'os._exit': osExit,
  'os.fork': osFork,
  'os.wait': osWait,
  'os.kill': osKill,
} satisfies Record<string, OpSpec>;
