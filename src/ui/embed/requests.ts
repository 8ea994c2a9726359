/** Parser of an outer page's commands. The input is arbitrary; the page API validates the arguments again. */
import { PROTOCOL } from '../../embed/protocol.ts';

/** Longer than any command. */
const LONGEST_LINK = 12_000;

export type Asked =
  | { readonly command: 'load'; readonly scenario: unknown; readonly options: unknown }
  | { readonly command: 'open'; readonly link: string }
  | { readonly command: 'hello' }
  | { readonly command: 'run' | 'play' | 'pause' | 'state' }
  | { readonly command: 'seek'; readonly at: unknown }
  | { readonly command: 'speed'; readonly factor: unknown };

export interface Request {
  /** Returned with the answer. */
  readonly id: number;
  /** A sentence if it is no known command. */
  readonly asked: Asked | string;
}

/** undefined for messages that are not addressed to Weft: pages send all kinds of messages. */
export function parseRequest(data: unknown): Request | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { weft, id, command, scenario, options, link, at, factor } = data as Partial<
    Record<string, unknown>
  >;
  if (weft !== PROTOCOL || typeof id !== 'number' || !Number.isInteger(id)) return undefined;
  switch (command) {
    case 'hello':
    case 'run':
    case 'play':
    case 'pause':
    case 'state':
      return { id, asked: { command } };
    case 'load':
      return { id, asked: { command, scenario, options } };
    case 'open': {
      const isLink = typeof link === 'string' && link.length <= LONGEST_LINK;
      return {
        id,
        asked: isLink
          ? { command, link }
          : `weft: a link should be a text of at most ${LONGEST_LINK} characters.`,
      };
    }
    case 'seek':
      return { id, asked: { command, at } };
    case 'speed':
      return { id, asked: { command, factor } };
    default:
      return {
        id,
        asked:
          'weft: the command should be one of load, open, run, play, pause, seek, speed, state.',
      };
  }
}

/**
 * The origin that a frame accepts, from its own address (`?embed&parent=https://example.org`); undefined if none.
 * @param above origin of the outer page, if the browser reveals it
 */
export function parentOf(search: string, above: string | undefined): string | undefined {
  const said = new URLSearchParams(search).get('parent');
  if (said === null || said.length > 300) return undefined;
  try {
    const { origin, protocol } = new URL(said);
    const isPlain = origin === said && (protocol === 'https:' || protocol === 'http:');
    return isPlain && (above === undefined || above === origin) ? origin : undefined;
  } catch {
    return undefined;
  }
}
