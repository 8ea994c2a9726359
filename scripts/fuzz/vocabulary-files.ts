/** os.pipe() and socketpair(): byte streams, which are texts in Weft. */
import { both, is, pick } from './call.ts';
import type { ThingKind } from './vocabulary.ts';

/** Sizes around a page and beyond a pipe's capacity. */
const SIZES = [1, 3, 4096, 70_000] as const;

const writes = SIZES.map((size) =>
  both(`os.write($, b'x' * ${size})`, `os.write($, 'x'.repeat(${size}))`),
);
const reads = [
  both('os.read($, #).decode()', 'os.read($, #)', pick(1, 2, 5, 0)),
  both(
    'len(os.read($, #))',
    '(function* () { return (yield* os.read($, #)).length; })()',
    pick(5000, 100_000),
  ),
];
const sends = SIZES.slice(0, 3).map((size) =>
  both(`send(b'x' * ${size})`, `send('x'.repeat(${size}))`),
);
const receives = [
  both('recv(#).decode()', 'recv(#)', pick(1, 2, 5)),
  both('recv(#).decode()', 'recv(#)', pick(1, 2, 5)),
];

export const fileThings = {
  osPipe: {
    ends: 2,
    make: { py: 'os.pipe()', js: 'os.pipe()' },
    calls: [
      ...reads,
      ...reads,
      writes[0]!,
      writes[1]!,
      ...writes,
      both('os.close($)', 'os.close($)'),
    ],
  },
  socketPair: {
    ends: 2,
    // Its timeout is set at creation: later only the calling handle's would change, and in Python everybody's.
    make: { py: 'socket_pair(#)', js: 'socketPair(#)' },
    makeArgs: [[is(null)], ['T'], ['T'], [is(0)]],
    calls: [
      ...sends,
      ...sends,
      ...receives,
      ...receives,
      both('gettimeout() is None', '(function* () { return (yield* $.gettimeout()) === null; })()'),
      both('shutdown(socket.SHUT_WR)', 'shutdown(socket.SHUT_WR)'),
      both('shutdown(socket.SHUT_RD)', 'shutdown(socket.SHUT_RD)'),
      both('shutdown(socket.SHUT_RDWR)', 'shutdown(socket.SHUT_RDWR)'),
      both('close()', 'close()'),
      both("sendall(b'yz')", "sendall('yz')"),
    ],
  },
} satisfies Readonly<Record<string, ThingKind>>;
