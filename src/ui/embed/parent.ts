/** Messages between the frame and the outer page: accepted from that page only, sent to its origin only. */
import { PROTOCOL, type EmbedReply, type EmbedState } from '../../embed/protocol.ts';
import { app } from '../../store/app-state.ts';
import { openLink } from '../../store/link-actions.ts';
import { messageOf } from '../../store/notices.ts';
import { isAtRest, player } from '../../store/players.ts';
import { whenStarted } from '../../store/run-actions.ts';
import type { EmbedStart } from './embed-start.ts';
import { parentOf, parseRequest, type Asked } from './requests.ts';

/** Minimum interval between state messages: ms. */
const TELL_INTERVAL = 100;
/** Maximum number of pending commands. */
const MOST_WAITING = 50;

/** Refusal of commands that would run code in place of the reader. */
const READER_RUNS = 'weft: code that came by a link runs once the reader has pressed Run.';

/** Starts listening. Returns a function that announces the frame to the outer page. */
export function listenToParent(start: EmbedStart): void {
  if (window.parent === window) return;
  const origin = parentOf(location.search, location.ancestorOrigins?.[0]);
  if (origin === undefined) return;
  const post = (reply: EmbedReply) =>
    window.parent.postMessage({ weft: PROTOCOL, ...reply }, origin);
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  window.addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== window.parent || from !== origin) return;
    const request = parseRequest(data);
    if (request === undefined) return;
    const { id, asked } = request;
    const refuse = (error: string) => post({ answer: id, error });
    if (typeof asked === 'string') return refuse(asked);
    if (asked.command === 'hello') return post({ event: 'ready', state: embedState(start) });
    if (waiting >= MOST_WAITING) return refuse('weft: too many commands wait already.');
    waiting += 1;
    // In order of arrival.
    last = last
      .then(() => obey(asked, start))
      .then(
        () => post({ answer: id, state: embedState(start) }),
        (error: unknown) => refuse(messageOf(error)),
      )
      .finally(() => (waiting -= 1));
  });
  post({ event: 'ready', state: embedState(start) });
  tellChanges(start, (state) => post({ event: 'state', state }));
}

async function obey(asked: Exclude<Asked, { command: 'hello' }>, start: EmbedStart): Promise<void> {
  const { weft } = window;
  const begun = async () => {
    if (start.isStarted ? isAtRest() : start.isCode) throw new Error(READER_RUNS);
    if (!start.isStarted) start.start();
    await whenStarted();
    await weft.idle();
  };
  switch (asked.command) {
    case 'state':
      return;
    case 'load': {
      const { scenario, options } = asked;
      start.start(() => undefined);
      return weft.load(scenario as string, options as undefined);
    }
    case 'open':
      start.start(() => undefined);
      openLink(asked.link.replace(/^[^#]*#/, ''), undefined, false);
      await whenStarted();
      return weft.idle();
    case 'run': {
      const isThere = start.isStarted;
      await begun();
      return isThere ? weft.restart() : undefined;
    }
    case 'play':
      if (start.isStarted) weft.resume();
      return begun();
    case 'pause':
      await begun();
      return weft.pause();
    case 'seek':
      await begun();
      return weft.cursor(asked.at as number);
    case 'speed':
      await begun();
      return weft.setSpeed(asked.factor as number);
  }
}

function embedState({ isStarted }: EmbedStart): EmbedState {
  const { scenario, params, seed, mode, status, speed, time, cursor, events } = window.weft.state();
  const shown = isStarted ? scenario : null;
  const playing = player()?.isPlaying() === true;
  return {
    started: isStarted,
    scenario: shown,
    params,
    seed,
    mode,
    status,
    playing,
    speed,
    time,
    cursor,
    events,
  };
}

function tellChanges(start: EmbedStart, tell: (state: EmbedState) => void): void {
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    const state = embedState(start);
    // The passing of time alone is no change.
    const text = JSON.stringify({ ...state, time: 0 });
    if (text === told) return;
    told = text;
    tell(state);
  };
  const note = () => {
    timer ??= setTimeout(look, TELL_INTERVAL);
  };
  app.subscribe(note);
  start.onChange(note);
}
