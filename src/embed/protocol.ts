/** What a page and the frames in it say to each other. docs/EMBED.md tells it in prose. */

/** All messages of both directions say so in their field `weft`. */
export const PROTOCOL = 'embed-1';

export type EmbedParams = Readonly<Record<string, number | boolean | string>>;

export interface EmbedLoad {
  /** Settings of the scenario; those left out have their defaults. */
  readonly params?: EmbedParams;
  /** A whole number from 0. Default 1. */
  readonly seed?: number;
  /** live (default): on real Workers. step: under a scheduler; the same seed gives the same run. */
  readonly mode?: 'live' | 'step';
  /** Stands still before its first step. Default false. */
  readonly paused?: boolean;
}

/** What the frame shows. Times are milliseconds of program time. */
export interface EmbedState {
  /** False while there is nothing but the poster. */
  readonly started: boolean;
  readonly scenario: string | null;
  readonly params: EmbedParams;
  readonly seed: number;
  readonly mode: 'live' | 'step' | 'recorded';
  readonly status: 'starting' | 'running' | 'paused' | 'full' | 'ended';
  /** Something moves. */
  readonly playing: boolean;
  readonly speed: number;
  /** Of the newest there is. */
  readonly time: number;
  readonly cursor: number | 'live';
  readonly events: number;
}

/** What a page asks of the frame. */
export type EmbedRequest =
  | { readonly command: 'load'; readonly scenario: string; readonly options?: EmbedLoad }
  | { readonly command: 'open'; readonly link: string }
  | { readonly command: 'run' | 'play' | 'pause' | 'state' }
  | { readonly command: 'seek'; readonly at: number | 'live' }
  | { readonly command: 'speed'; readonly factor: number };

/** What the frame says. */
export type EmbedReply =
  | { readonly answer: number; readonly state: EmbedState }
  | { readonly answer: number; readonly error: string }
  | { readonly event: 'ready' | 'state'; readonly state: EmbedState };
