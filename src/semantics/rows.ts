/** All rows of threading, queue and signal. */
import { barrierRows } from './barrier-rows.ts';
import { conditionRows } from './condition-rows.ts';
import { contentsRows } from './contents-rows.ts';
import { exceptionRows } from './exception-rows.ts';
import { cutRows } from './cut-rows.ts';
import { eventRows } from './event-rows.ts';
import { leftRows } from './left-rows.ts';
import { lockRows } from './lock-rows.ts';
import { printRows } from './print-rows.ts';
import { queueClosedRows } from './queue-closed-rows.ts';
import { queueRows } from './queue-rows.ts';
import { queueTaskRows } from './queue-task-rows.ts';
import { reprRows } from './repr-rows.ts';
import { rlockRows } from './rlock-rows.ts';
import type { Row } from './row.ts';
import { semaphoreRows } from './semaphore-rows.ts';
import { signalProcessRows } from './signal-process-rows.ts';
import { signalRows } from './signal-rows.ts';
import { osPipeRows } from './os-pipe-rows.ts';
import { socketRows } from './socket-rows.ts';
import { socketPlainRows } from './socket-plain-rows.ts';
import { socketWaitRows } from './socket-wait-rows.ts';
import { statusRows } from './status-rows.ts';
import { threadEndRows } from './thread-end-rows.ts';
import { threadInfoRows } from './thread-info-rows.ts';
import { threadRows } from './thread-rows.ts';
import { timerLocalRows } from './timer-local-rows.ts';
import { travelRows } from './travel-rows.ts';
import { valueRows } from './value-rows.ts';

export const rows: readonly Row[] = [
  ...threadRows,
  ...threadInfoRows,
  ...threadEndRows,
  ...lockRows,
  ...rlockRows,
  ...conditionRows,
  ...semaphoreRows,
  ...eventRows,
  ...barrierRows,
  ...timerLocalRows,
  ...contentsRows,
  ...valueRows,
  ...queueRows,
  ...queueTaskRows,
  ...queueClosedRows,
  ...exceptionRows,
  ...travelRows,
  ...signalRows,
  ...signalProcessRows,
  ...osPipeRows,
  ...printRows,
  ...reprRows,
  ...socketRows,
  ...socketPlainRows,
  ...socketWaitRows,
  ...statusRows,
  ...cutRows,
  ...leftRows,
];
