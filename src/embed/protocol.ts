/** Messages between a page and its Weft frames. docs/EMBED.md describes them in prose. */

/** Value of the field `weft` of all messages in both directions. */
export const PROTOCOL = 'embed-1';

export type EmbedParams = Readonly<Record<string, number | boolean | string>>;

export interface EmbedLoad {
  /** Settings of the scenario; omitted ones have their defaults. */
  readonly params?: EmbedParams;
  /** A non-negative integer. Default 1. */
  readonly seed?: number;
  /** live (default): on real Workers. step: under a scheduler; the same seed gives the same run. */
  readonly mode?: 'live' | 'step';
  /** Paused before its first step. Default false. */
  readonly paused?: boolean;
}

/** State of the frame. Times are milliseconds of program time. */
export interface EmbedState {
  /** False while only the poster is shown. */
  readonly started: boolean;
  readonly scenario: string | null;
  readonly params: EmbedParams;
  readonly seed: number;
  readonly mode: 'live' | 'step' | 'recorded';
  readonly status: 'starting' | 'running' | 'paused' | 'full' | 'ended';
  /** The run is playing. */
  readonly playing: boolean;
  readonly speed: number;
  /** Program time of the live edge. */
  readonly time: number;
  readonly cursor: number | 'live';
  readonly events: number;
}

/** Requests of the page to the frame. */
export type EmbedRequest =
  | { readonly command: 'load'; readonly scenario: string; readonly options?: EmbedLoad }
  | { readonly command: 'open'; readonly link: string }
  | { readonly command: 'run' | 'play' | 'pause' | 'state' }
  | { readonly command: 'seek'; readonly at: number | 'live' }
  | { readonly command: 'speed'; readonly factor: number };

/** Replies and events of the frame. */
export type EmbedReply =
  | { readonly answer: number; readonly state: EmbedState }
  | { readonly answer: number; readonly error: string }
  | { readonly event: 'ready' | 'state'; readonly state: EmbedState };
