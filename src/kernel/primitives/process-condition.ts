/** multiprocessing.Condition: sleepers as in process-sleepers.ts; its lock is an object of its own. */
import { objectCell, writesObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { objectAt } from '../memory.ts';
import { PyError } from '../errors.ts';
import { conditionCreate, conditionRestore, isOwned, lockOf, relock, unlock } from './condition.ts';
import { confirm, countSleepers, fallAsleep, sleep, wakeSleepers } from './process-sleepers.ts';

/** Result: the number of threads woken; `confirm` waits for them. */
const notify = (name: string, isForAll: boolean): OpSpec => ({
  info: { name },
  about: 'object',
  touches: (k, _thread, op, f) => {
    f.writes(objectCell(op.target));
    f.reads(objectCell(lockOf(k, op)));
  },
  guard: () => true,
  effect(k, thread, op) {
    if (!isOwned(k, thread, op)) throw new PyError('AssertionError', 'lock is not owned');
    const at = objectAt(op.target);
    const woken = wakeSleepers(k, at, isForAll ? Infinity : op.n);
    k.said.value = countSleepers(k, at);
    return woken;
  },
});

export const processConditionOps = {
  'shared.condition.create': conditionCreate,
  /** First part of wait(): the event is the lock's. Result: how many levels to acquire again. */
  'shared.condition.release': {
    info: { name: 'release', hold: 'give' },
    about: 'object',
    touches: (k, _thread, op, f) => {
      f.writes(objectCell(op.target));
      f.writes(objectCell(lockOf(k, op)));
    },
    guard: () => true,
    effect(k, thread, op) {
      if (!isOwned(k, thread, op)) {
        const message = 'must acquire() condition before using wait()';
        throw new PyError('AssertionError', message);
      }
      fallAsleep(k, objectAt(op.target));
      return unlock(k, op);
    },
  },
  'shared.condition.wait': sleep,
  /** Third part of wait(): acquires the lock n times. */
  'shared.condition.restore': {
    ...conditionRestore,
    touches: (k, thread, op, f) => {
      f.writes(objectCell(lockOf(k, op)));
      writesObject(k, thread, op, f);
    },
    effect: relock,
  },
  'shared.condition.notify': notify('notify', false),
  'shared.condition.notifyAll': notify('notify-all', true),
  'shared.condition.confirm': confirm(() => undefined),
} satisfies Record<string, OpSpec>;
