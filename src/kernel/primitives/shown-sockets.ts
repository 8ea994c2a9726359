/** repr() of sockets and of the files over them. */
import type { ProcessIndex } from '../../base/units.ts';
import type { Kernel, Shown } from '../kernel.ts';
import { addressOf, repr } from '../repr.ts';
import type { PackedHandle } from '../values.ts';
import { numberOf, ownAddress, peerAddress, type ShownAddress } from './socket-plain.ts';
import { socketNow } from './socket-names.ts';
import { processOf } from './process-record.ts';

interface Fields {
  readonly family?: number;
  readonly isClosed?: boolean;
  readonly mode?: string;
  readonly socket?: PackedHandle;
}

function reprSocket(k: Kernel, process: ProcessIndex, handle: PackedHandle): string {
  const { family = 2, isClosed = false } = handle as Fields;
  const path = handle.$of === undefined ? 'socket.socket' : `__main__.${handle.$}`;
  const now = socketNow(k, handle.id);
  const fd = numberOf(k, process, handle.id, now);
  const words = [
    `<${path}${isClosed ? ' [closed]' : ''} fd=${fd}`,
    `family=${family}`,
    'type=1',
    'proto=0',
  ];
  if (fd >= 0 && !isClosed) {
    const add = (name: string, address: ShownAddress | undefined): void => {
      if (address === undefined || address === '') return;
      words.push(`${name}=(${repr(address[0])}, ${address[1]})`);
    };
    add('laddr', ownAddress(k, now));
    add('raddr', peerAddress(k, now));
  }
  return `${words.join(', ')}>`;
}

function reprSocketFile(k: Kernel, process: ProcessIndex, handle: PackedHandle): string {
  const { mode = 'r', socket } = handle as Fields;
  const reads = mode.includes('r') || !mode.includes('w');
  const isPair = reads && mode.includes('w');
  const name = isPair ? '' : `name=${socket === undefined ? -1 : numberOf(k, process, socket.id)}`;
  if (!mode.includes('b')) {
    return `<_io.TextIOWrapper ${name === '' ? '' : `${name} `}mode='${mode}' encoding='UTF-8'>`;
  }
  if (isPair) return `<_io.BufferedRWPair object at ${addressOf(handle.id)}>`;
  return `<_io.Buffered${reads ? 'Reader' : 'Writer'} ${name}>`;
}

export const shownSockets = {
  socket: {
    text: (k, handle, { asker }) => reprSocket(k, processOf(k, asker), handle),
    touches: (f) => f.everything(),
  },
  SocketFile: {
    text: (k, handle, { asker }) => reprSocketFile(k, processOf(k, asker), handle),
    touches: (f) => f.everything(),
  },
} satisfies Record<string, Shown>;
