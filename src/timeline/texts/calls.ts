/** Names of calls for waits in operations with another name. */
const calls: ReadonlyMap<string, string> = new Map([
  ['wait-child', 'wait'],
  ['started', 'start'],
  ['wait-any', 'wait'],
  ['wait-futures', 'wait'],
  ['join-thread', 'join_thread'],
]);

export const calledAs = (op: string): string => calls.get(op) ?? op;
