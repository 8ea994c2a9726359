/** repr() of objects shared between processes, of a manager's proxies, and of subprocesses. */
import type { Kernel } from '../kernel.ts';
import { O_PROCESS, objectAt, P_STATE, processAt } from '../memory.ts';
import { addressOf, repr } from '../repr.ts';
import type { PackedHandle } from '../values.ts';
import { ProcessState } from './process-record.ts';
import { readShared } from './shared-value.ts';
import { C_TYPES } from './shared-value-types.ts';

/** A Value or an Array; `lock` is null if it has none. */
export function reprShared(k: Kernel, handle: PackedHandle): string {
  const { lock } = handle as { readonly lock?: unknown };
  const { type, content } = readShared(k, handle.id);
  const isArray = Array.isArray(content);
  const cType = C_TYPES[type]!;
  const isText = type === 'c' || type === 'u';
  const value = type === 'c' ? `b${repr(content)}` : showC(type, content);
  const inner = isArray
    ? `<multiprocessing.sharedctypes.${cType}_Array_${content.length} object at ${addressOf(handle.id)}>`
    : `${cType}(${value})`;
  if (lock === null || lock === undefined) return inner;
  const kind = isArray ? (isText ? 'SynchronizedString' : 'SynchronizedArray') : 'Synchronized';
  return `<${kind} wrapper for ${inner}>`;
}

/** An integral float is shown with its point. */
const showC = (type: string, value: unknown): string =>
  (type === 'f' || type === 'd') && Number.isInteger(value) ? `${String(value)}.0` : repr(value);

const ACQUIRERS: ReadonlySet<string> = new Set(['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore']);

/** A manager's proxy; str() shows the str of the referent. */
export function showProxy(
  k: Kernel,
  handle: PackedHandle,
  isStr: boolean,
  show: (target: PackedHandle) => string,
): string {
  const { target } = handle as unknown as { readonly target: PackedHandle };
  const typeid =
    handle.$.endsWith('Proxy') && target.$ === 'Managed' ? handle.$.slice(0, -5) : target.$;
  const name = ACQUIRERS.has(typeid)
    ? 'AcquirerProxy'
    : typeid.endsWith('Queue')
      ? `AutoProxy[${typeid}]`
      : handle.$;
  const plain = `<${name} object, typeid '${typeid}' at ${addressOf(handle.id)}`;
  if (!isStr) return `${plain}>`;
  const server = k.memory.i32[objectAt(target.id) + O_PROCESS]!;
  const isUp = k.memory.i32[processAt(server) + P_STATE] === ProcessState.running;
  return isUp ? show(target) : `${plain}; '__str__()' failed>`;
}

/** repr() of a Popen, shortened as Python does. */
export function reprPopen(handle: PackedHandle): string {
  const { args, returncode } = handle as unknown as {
    readonly args: unknown;
    readonly returncode: number | null;
  };
  const text = `<Popen: returncode: ${repr(returncode)} args: ${repr(args)}>`;
  return text.length > 80 ? `${text.slice(0, 76)}...>` : text;
}
