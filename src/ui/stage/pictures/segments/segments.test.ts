import { describe, expect, test } from 'vitest';
import { opInfos } from '../../../../kernel/ops.ts';
import { Phase } from '../../../../trace/format.ts';
import { Trace } from '../../../../trace/trace.ts';
import { labelOf, Packets, streamOf, type Network } from './segments.ts';

const network: Network = { wire: 0, flying: 1, lost: 2, inboxes: [3, 4] };

/** Each line: what is done, on which queue, with which packet. */
function packetsOf(lines: string): { at: (count: number) => ReturnType<Packets['at']> } {
  const trace = new Trace(opInfos);
  const events = lines.trim().split('\n');
  for (const [seq, line] of events.entries()) {
    const [, op, object, text = ''] = /^\s*(\w+) (\d) (.*)$/.exec(line) ?? [];
    trace.append({
      time: seq * 100,
      real: 0,
      phase: Phase.done,
      op: opInfos.findIndex(({ name, flow }) => name === op && flow !== undefined),
      thread: 0,
      object: Number(object),
      other: -1,
      value: 0,
      text,
      cause: -1,
      line: 0,
    });
  }
  const packets = new Packets(trace);
  packets.upTo(trace.length, network);
  return packets;
}

const packets = packetsOf(`
  put 0 ['client', 1, 'SYN', 100, 0, '']
  put 1 [0.9, ['client', 1, 'SYN', 100, 0, '']]
  put 4 ['client', 1, 'SYN', 100, 0, '']
  get 4 ['client', 1, 'SYN', 100, 0, '']
  put 0 ['client', 2, '', 101, 501, 'ab']
  put 2 ['client', 2, '', 101, 501, 'ab']
  put 0 ['client', 3, '', 103, 501, 'cd']
  put 4 ['client', 3, '', 103, 501, 'cd']
  get 4 ['client', 3, '', 103, 501, 'cd']
  put 0 ['server', 1, '', 501, 101, '']
  get 3 ['server', 1, '', 501, 101, '']
  put 0 ['client', 4, '', 101, 501, 'ab']
  get 4 ['client', 4, '', 101, 501, 'ab']
`);
const received = (count: number) =>
  streamOf(packets.at(count), 'client')
    .bytes.map(({ letter, receiver }) => `${letter} ${receiver}`)
    .join(', ');

describe('packets', () => {
  test('what came later is not told', () => {
    expect(packets.at(0)).toEqual([]);
    expect(packets.at(1)).toMatchObject([{ flags: 'SYN', due: undefined, again: false }]);
    expect(packets.at(2)).toMatchObject([{ due: 900, arrived: undefined }]);
    expect(packets.at(3)).toMatchObject([{ arrivedAt: 200, read: undefined }]);
    expect(packets.at(5)[1]).toMatchObject({ lost: undefined });
    expect(packets.at(6)[1]).toMatchObject({ lost: 5 });
  });

  test('one with the same bytes is the same again, an acknowledgement never is', () => {
    expect(packets.at(99).map(({ again }) => again)).toEqual([false, false, false, false, true]);
  });

  test('say what a textbook says', () => {
    expect(packets.at(99).map(labelOf)).toEqual([
      'SYN 100',
      '101 “ab”',
      '103 “cd”',
      'ACK 101',
      '101 “ab”',
    ]);
  });
});

describe('a stream', () => {
  test('has a hole until what was lost comes again', () => {
    expect(received(8)).toBe('a missing, b missing, c missing, d missing');
    expect(received(9)).toBe('a missing, b missing, c early, d early');
    expect(streamOf(packets.at(9), 'client').expected).toBe(101);
    expect(received(13)).toBe('a in-order, b in-order, c in-order, d in-order');
    expect(streamOf(packets.at(13), 'client').expected).toBe(105);
  });

  test('is acknowledged when the sender has read so', () => {
    expect(streamOf(packets.at(10), 'client')).toMatchObject({ unacknowledged: 100, next: 105 });
    expect(streamOf(packets.at(11), 'client')).toMatchObject({ unacknowledged: 101, next: 105 });
  });
});
