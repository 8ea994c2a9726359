import type { ObjectIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

/** Whether an object is one of the two directions of a connection of sockets. */
export function isConnection(trace: Trace, object: ObjectIndex): boolean {
  const role = trace.objects[object]?.role;
  return role === 'request' || role === 'response';
}
