/** This page's tab server, active while a run of a scenario that takes tabs is live. */
import { createStore } from 'zustand/vanilla';
import { app } from '../../store/app-state.ts';
import { showNow } from '../../store/frame-loop.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { openChannel } from './channel.ts';
import { newId, type TabId } from './messages.ts';
import { TabServer, type OpenRun } from './tab-server.ts';

const PING_MS = 1000;
let pingedAt = Number.NEGATIVE_INFINITY;

export const serverId: TabId = newId();
/** Number of connected tabs. */
export const tabCount = createStore<number>(() => 0);

const post = openChannel((message) => {
  server.receive(message);
  tabCount.setState(server.count, true);
  // A hidden page's timers are throttled, but messages arrive: the run is shown at the pace of the tabs.
  if (document.hidden) showNow();
  if (performance.now() - pingedAt >= PING_MS) ping();
});
const server = new TabServer(serverId, post);

function ping(): void {
  pingedAt = performance.now();
  follow();
  server.ping();
  tabCount.setState(server.count, true);
}

function openRun(): OpenRun | undefined {
  const { session, mode, status } = app.getState();
  if (session === undefined || mode !== 'live' || status === 'ended') return undefined;
  const { trace, run, program } = session;
  const read = scenarioOf(program)?.tabs;
  if (read === undefined) return undefined;
  const work = Number(paramsOf(program)['work'] ?? 1);
  return { trace, work, read, type: (at, line) => run.type(at, line) };
}

function follow(): void {
  server.serve(openRun());
  server.follow();
}

app.subscribe(follow);
follow();
setInterval(ping, PING_MS);
ping();
