/**
 * Weft inside another page: `control` drives a frame by messages, `<weft-demo>` is a poster that becomes such a frame when it
 * is wanted. Messages go to the origin of the frame alone, and are heard from that frame alone. docs/EMBED.md says how to use
 * it.
 */

import {
  PROTOCOL,
  type EmbedLoad,
  type EmbedParams,
  type EmbedReply,
  type EmbedRequest,
  type EmbedState,
} from './protocol.ts';

/** Where this file was fetched from; the build fills it in. */
declare const WEFT_ADDRESS: string;

/** Where this file is, the page is. */
export const HOME = new URL('./', WEFT_ADDRESS);

export interface EmbedAddress {
  /** The fragment of a link, as the page's dialog makes it, with or without `#`. It is used instead of what follows. */
  readonly link?: string;
  readonly scenario?: string;
  readonly params?: EmbedParams;
  readonly seed?: number;
  readonly mode?: 'live' | 'step';
  readonly theme?: 'system' | 'light' | 'dark';
  readonly language?: string;
  /** Begins once it comes into view, without a press. Default false. */
  readonly autoplay?: boolean;
}

const paramText = (value: number | boolean | string): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);

/** What a link to it has after its `#`. */
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

/** The address for a frame that this page drives: it hears this page's origin and nobody else. */
export function embedAddress(address: EmbedAddress = {}): string {
  const url = new URL(HOME);
  url.search = new URLSearchParams({
    embed: address.autoplay === true ? 'play' : '',
    parent: location.origin,
  }).toString();
  url.hash = fragmentOf(address);
  return url.href;
}

/** A frame under control. Every promise rejects with a sentence where the frame refuses. */
export interface WeftEmbed {
  readonly frame: HTMLIFrameElement;
  /** Resolves once the frame answers. What is asked before waits for that. */
  readonly ready: Promise<EmbedState>;
  /** Opens a scenario and starts it. */
  load(scenario: string, options?: EmbedLoad): Promise<EmbedState>;
  /** Opens a link: an address of the page, or its fragment. */
  open(link: string): Promise<EmbedState>;
  /** From the start. */
  run(): Promise<EmbedState>;
  /** Goes on. */
  play(): Promise<EmbedState>;
  pause(): Promise<EmbedState>;
  /** Shows an instant in milliseconds of program time, or the newest. */
  seek(at: number | 'live'): Promise<EmbedState>;
  /** @param factor 0.1 to 20 */
  setSpeed(factor: number): Promise<EmbedState>;
  state(): Promise<EmbedState>;
  /** Calls `listener` whenever something has changed, at most ten times a second. Returns what ends that. */
  onState(listener: (state: EmbedState) => void): () => void;
  /** Hears nothing any more; what has not been answered rejects. The frame stays. */
  release(): void;
}

/**
 * Takes control of a frame whose `src` was made by `embedAddress`.
 * @throws TypeError where the frame would not hear this page
 */
export function control(frame: HTMLIFrameElement): WeftEmbed {
  const { origin, searchParams } = new URL(frame.src, location.href);
  if (searchParams.get('parent') !== location.origin)
    throw new TypeError(
      `weft: this frame hears ${searchParams.get('parent') ?? 'nobody'}, not ${location.origin}`,
    );
  const waiting = new Map<number, { resolve(state: EmbedState): void; reject(why: Error): void }>();
  const listeners = new Set<(state: EmbedState) => void>();
  let isReady = false;
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
  // A frame that was there before answers; one that is on its way says so itself, and nobody else learns anything from this.
  frame.contentWindow?.postMessage({ weft: PROTOCOL, id: 0, command: 'hello' }, '*');

  const ask = (request: EmbedRequest): Promise<EmbedState> =>
    new Promise((settle, refuse) => {
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
      window.removeEventListener('message', receive);
      const gone = new Error('weft: the frame was released');
      for (const asker of waiting.values()) asker.reject(gone);
      waiting.clear();
      queue = [];
      reject(gone);
    },
  };
}

/** Total: undefined for whatever is no message of a frame. */
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
