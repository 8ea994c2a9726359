import { describe, expect, test } from 'vitest';
import { opInfos } from '../../kernel/ops.ts';
import { Phase } from '../../trace/format.ts';
import { Trace } from '../../trace/trace.ts';
import { isConnection } from '../connection.ts';
import { Connections } from './connections.ts';

const event = { real: 0, other: -1, value: 0, text: '', cause: -1, line: 0, op: -1, thread: -1 };
const op = (name: string) => opInfos.findIndex((info) => info.name === name);

describe('connections', () => {
  const trace = new Trace(opInfos);
  ['server', 'connection-2 →', 'connection-2 ←'].forEach((name, object) => {
    const kind = object === 0 ? 'listener' : 'pipe';
    const part = [{}, { of: 0, role: 'request' }, { of: 1, role: 'response' }][object];
    const text = JSON.stringify({ kind, name, process: -1, limit: -1, ...part });
    trace.append({ ...event, time: 0, phase: Phase.object, object, thread: 4, text });
  });
  const done = { ...event, phase: Phase.done, object: 0 };
  trace.append({ ...done, time: 1, op: op('connect'), thread: 4, text: 'connection-2' });
  trace.append({ ...done, time: 2, op: op('accept'), thread: 0, cause: 3 });
  const connections = new Connections();
  for (let seq = 0; seq < trace.length; seq++) connections.eat(trace, seq);

  test('stand in the backlog until they are accepted', () => {
    const called = { listener: 0, client: 4, connected: 3 };
    expect(connections.at(0, 3)).toEqual([]);
    expect(connections.at(0, 4)).toEqual([{ ...called, request: 1, response: 2 }]);
    expect(connections.at(0, 5)).toEqual([{ ...called, request: 1, response: 2, accepted: 4 }]);
    expect(connections.at(1, 5)).toEqual([]);
  });

  test('are two directions of the same', () => {
    expect([0, 1, 2].map((object) => isConnection(trace, object))).toEqual([false, true, true]);
  });
});
