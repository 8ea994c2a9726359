/**
 * Weft inside another page: `control` drives a frame by messages, `<weft-demo>` is a poster that becomes such a frame
 * on demand. Messages are sent to the frame's origin only, and accepted from that frame only. docs/EMBED.md describes
 * the use.
 */

import {
  PROTOCOL,
  type EmbedLoad,
  type EmbedParams,
  type EmbedReply,
  type EmbedRequest,
  type EmbedState,
} from './protocol.ts';

/** Address of this file; filled in by the build. */
declare const WEFT_ADDRESS: string;

/** The page is served beside this file. */
export const HOME = new URL('./', WEFT_ADDRESS);

export interface EmbedAddress {
  /** The fragment of a link from the page's dialog, with or without `#`. Used instead of the fields below. */
  readonly link?: string;
  readonly scenario?: string;
  readonly params?: EmbedParams;
  readonly seed?: number;
  readonly mode?: 'live' | 'step';
  readonly theme?: 'system' | 'light' | 'dark';
  readonly language?: string;
  /** Starts when scrolled into view, without a press. Default false. */
  readonly autoplay?: boolean;
}

const paramText = (value: number | boolean | string): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);

/** Fragment of the link, after `#`. */
function fragmentOf(address: EmbedAddress): string {
  const { link, scenario, params = {}, seed, mode, theme, language } = address;
  if (link !== undefined) return link.replace(/^[^#]*#/, '');
  const fields: [string, string][] = [['v', '1']];
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined) fields.push([name, String(value)]);
  };
  put('s', scenario);
  for (const [name, value] of Object.entries(params)) put(`p.${name}`, paramText(value));
  put('seed', seed);
  put('mode', mode);
  put('theme', theme);
  put('lang', language);
  return fields.map((field) => field.map(encodeURIComponent).join('=')).join('&');
}

/** The address for a frame that this page controls: the frame accepts messages from this page's origin only. */
export function embedAddress(address: EmbedAddress = {}): string {
  const url = new URL(HOME);
  url.search = new URLSearchParams({
    embed: address.autoplay === true ? 'play' : '',
    parent: location.origin,
  }).toString();
  url.hash = fragmentOf(address);
  return url.href;
}

/** A controlled frame. Every promise rejects with a sentence if the frame refuses. */
export interface WeftEmbed {
  readonly frame: HTMLIFrameElement;
  /** Resolves once the frame answers. Earlier requests wait for it. */
  readonly ready: Promise<EmbedState>;
  /** Opens a scenario and starts it. */
  load(scenario: string, options?: EmbedLoad): Promise<EmbedState>;
  /** Opens a link: an address of the page, or its fragment. */
  open(link: string): Promise<EmbedState>;
  /** Restarts the run. */
  run(): Promise<EmbedState>;
  /** Continues. */
  play(): Promise<EmbedState>;
  pause(): Promise<EmbedState>;
  /** Moves the cursor to an instant in milliseconds of program time, or to the live edge. */
  seek(at: number | 'live'): Promise<EmbedState>;
  /** @param factor 0.1 to 20 */
  setSpeed(factor: number): Promise<EmbedState>;
  state(): Promise<EmbedState>;
  /** Calls `listener` on changes, at most ten times a second. Returns a function that ends this. */
  onState(listener: (state: EmbedState) => void): () => void;
  /** Stops listening; pending requests reject. The frame stays. */
  release(): void;
}

/**
 * Takes control of a frame whose `src` was made by `embedAddress`.
 * @throws TypeError if the frame would not accept messages from this page
 */
export function control(frame: HTMLIFrameElement): WeftEmbed {
  const { origin, searchParams } = new URL(frame.src, location.href);
  if (searchParams.get('parent') !== location.origin)
    throw new TypeError(
      `weft: this frame hears ${searchParams.get('parent') ?? 'nobody'}, not ${location.origin}`,
    );
  const waiting = new Map<number, { resolve(state: EmbedState): void; reject(why: Error): void }>();
  const listeners = new Set<(state: EmbedState) => void>();
  const gone = new Error('weft: the frame was released');
  let isReady = false;
  let isReleased = false;
  let count = 0;
  let queue: object[] = [];
  const post = (message: object) => frame.contentWindow?.postMessage(message, origin);
  const { promise: ready, resolve, reject } = Promise.withResolvers<EmbedState>();
  ready.catch(() => undefined);

  const receive = ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (source === null || source !== frame.contentWindow || from !== origin) return;
    const reply = parseReply(data);
    if (reply === undefined) return;
    if ('answer' in reply) {
      const asker = waiting.get(reply.answer);
      waiting.delete(reply.answer);
      if ('error' in reply) asker?.reject(new Error(reply.error));
      else asker?.resolve(reply.state);
      return;
    }
    if (reply.event === 'ready') {
      isReady = true;
      for (const message of queue) post(message);
      queue = [];
      resolve(reply.state);
    }
    for (const listener of listeners) listener(reply.state);
  };
  window.addEventListener('message', receive);
  // A frame that is already loaded answers; one that is loading announces itself. The message reveals nothing to
  // others.
  frame.contentWindow?.postMessage({ weft: PROTOCOL, id: 0, command: 'hello' }, '*');

  const ask = (request: EmbedRequest): Promise<EmbedState> =>
    new Promise((settle, refuse) => {
      if (isReleased) {
        refuse(gone);
        return;
      }
      count += 1;
      const message = { weft: PROTOCOL, id: count, ...request };
      waiting.set(count, { resolve: settle, reject: refuse });
      if (isReady) post(message);
      else queue.push(message);
    });
  return {
    frame,
    ready,
    load: (scenario, options) =>
      ask({ command: 'load', scenario, ...(options === undefined ? {} : { options }) }),
    open: (link) => ask({ command: 'open', link }),
    run: () => ask({ command: 'run' }),
    play: () => ask({ command: 'play' }),
    pause: () => ask({ command: 'pause' }),
    seek: (at) => ask({ command: 'seek', at }),
    setSpeed: (factor) => ask({ command: 'speed', factor }),
    state: () => ask({ command: 'state' }),
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    release() {
      isReleased = true;
      window.removeEventListener('message', receive);
      for (const asker of waiting.values()) asker.reject(gone);
      waiting.clear();
      queue = [];
      reject(gone);
    },
  };
}

/** Total: undefined for anything that is no message of a frame. */
function parseReply(data: unknown): EmbedReply | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { weft, answer, error, event, state } = data as Partial<Record<string, unknown>>;
  if (weft !== PROTOCOL) return undefined;
  if (typeof answer === 'number' && typeof error === 'string') return { answer, error };
  if (typeof state !== 'object' || state === null) return undefined;
  const shown = state as EmbedState;
  if (typeof answer === 'number') return { answer, state: shown };
  return event === 'ready' || event === 'state' ? { event, state: shown } : undefined;
}
