/** Entry of the explorer's Worker. Its helpers are Workers of the same kind. */
import { ExploreHost } from '../explore/host/explore-host.ts';
import type { FromHelper, ToExplorer } from '../explore/host/protocol.ts';
import { loadProgram } from '../scenarios/programs.ts';

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

const host = new ExploreHost({
  post: (message: FromHelper) => postMessage(message),
  loadProgram,
  defer(act) {
    waiting.push(act);
    turns.port2.postMessage(null);
  },
  startHelper(hear, lost) {
    const helper = new Worker(location.href, { type: 'module', name: 'weft explorer’s helper' });
    helper.onmessage = ({ data }: MessageEvent<FromHelper>) => hear(data);
    helper.onerror = (event) => {
      event.preventDefault();
      lost();
    };
    return { post: (message) => helper.postMessage(message) };
  },
});

onmessage = ({ data }: MessageEvent<ToExplorer>) => host.receive(data);
