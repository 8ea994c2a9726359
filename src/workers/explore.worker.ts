/** Entry of the explorer's Worker: runs a program in every order, away from the page. */
import { ExploreHost } from '../explore/host/explore-host.ts';
import type { FromExplorer, ToExplorer } from '../explore/host/protocol.ts';
import { loadProgram } from '../scenarios/programs.ts';

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

const host = new ExploreHost({
  post: (message: FromExplorer) => postMessage(message),
  loadProgram,
  defer(act) {
    waiting.push(act);
    turns.port2.postMessage(null);
  },
});

onmessage = ({ data }: MessageEvent<ToExplorer>) => host.receive(data);
