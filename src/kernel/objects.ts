/** The specs of all kinds of object. */
import type { ObjectKind } from '../trace/format.ts';
import type { Memory } from './memory.ts';
import { kindAt, type ObjectSpec } from './object-spec.ts';
import { barrierObject } from './primitives/barrier.ts';
import { conditionObject } from './primitives/condition.ts';
import { dictObject, listObject } from './primitives/contents.ts';
import { eventObject } from './primitives/event.ts';
import { executorObject } from './primitives/executor.ts';
import { futureObject } from './primitives/future.ts';
import { localObject } from './primitives/local.ts';
import { lockObject } from './primitives/lock.ts';
import { pipeObject } from './primitives/pipe.ts';
import { poolObject, resultObject } from './primitives/pool.ts';
import {
  lifoQueueObject,
  priorityQueueObject,
  queueObject,
  simpleQueueObject,
} from './primitives/queue.ts';
import { rlockObject } from './primitives/rlock.ts';
import { boundedSemaphoreObject, semaphoreObject } from './primitives/semaphore.ts';
import { arrayObject, valueObject } from './primitives/shared-value.ts';
import { listenerObject } from './primitives/socket.ts';
import { terminalObject } from './primitives/terminal.ts';
import { variableObject } from './primitives/variable.ts';

/** Exists only in traces from elsewhere: the kernel creates none. */
const otherObject: ObjectSpec = {
  kind: 'other',
  lines: [],
  begin: () => undefined,
  tell: () => ({ measure: 0, limit: -1 }),
};

const specs = {
  lock: lockObject,
  rlock: rlockObject,
  condition: conditionObject,
  semaphore: semaphoreObject,
  'bounded-semaphore': boundedSemaphoreObject,
  event: eventObject,
  barrier: barrierObject,
  queue: queueObject,
  'lifo-queue': lifoQueueObject,
  'priority-queue': priorityQueueObject,
  'simple-queue': simpleQueueObject,
  pipe: pipeObject,
  listener: listenerObject,
  variable: variableObject,
  value: valueObject,
  array: arrayObject,
  terminal: terminalObject,
  dict: dictObject,
  list: listObject,
  pool: poolObject,
  result: resultObject,
  executor: executorObject,
  future: futureObject,
  local: localObject,
  other: otherObject,
} satisfies Record<ObjectKind, ObjectSpec>;

/** Spec of the object at this address. */
export const objectSpecAt = (memory: Memory, at: number): ObjectSpec => specs[kindAt(memory, at)];
