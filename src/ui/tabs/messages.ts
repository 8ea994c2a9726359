/** Messages between tabs. The input is arbitrary, possibly from another version of the page. */

export const CHANNEL = 'weft-worker-tabs';
const VERSION = 1;

/** A page or a tab: eight hexadecimal digits, random at load. */
export type TabId = string;

export type Message = { readonly server: TabId } & (
  | { readonly kind: 'ping'; /** Whether there is a run that takes tabs. */ readonly open: boolean }
  | {
      readonly kind: 'task';
      readonly tab: TabId;
      /** Unique among the server's jobs. */
      readonly job: number;
      readonly task: number;
      /** The program's name for the tab. */
      readonly number: number;
      /** Seconds over which to spread it. */
      readonly work: number;
    }
  /** All jobs are cancelled. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'here' | 'bye'; readonly tab: TabId }
  | { readonly kind: 'answer'; readonly tab: TabId; readonly job: number; readonly count: number }
);

const ID = /^[0-9a-f]{8}$/;

export const newId = (): TabId =>
  Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** The server in the fragment of a worker tab's address. */
export function serverIn(fragment: string): TabId | undefined {
  const id = fragment.replace(/^#worker=/, '');
  return id !== fragment && isId(id) ? id : undefined;
}

export const encodeMessage = (message: Message): object => ({ ...message, version: VERSION });

/** Total: undefined for anything that is no message of this version. */
export function parseMessage(data: unknown): Message | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { version, server, kind, tab, job, task, number, work, open, count } = data as Partial<
    Record<string, unknown>
  >;
  if (version !== VERSION || !isId(server)) return undefined;
  switch (kind) {
    case 'ping':
      return typeof open === 'boolean' ? { kind, server, open } : undefined;
    case 'drop':
      return { kind, server };
    case 'here':
    case 'bye':
      return isId(tab) ? { kind, server, tab } : undefined;
    case 'task': {
      const isSound =
        isWhole(job, MOST) && isWhole(task, 1000) && isWhole(number, 9999) && isSpan(work);
      return isId(tab) && isSound ? { kind, server, tab, job, task, number, work } : undefined;
    }
    case 'answer': {
      const isSound = isWhole(job, MOST) && isWhole(count, 9999);
      return isId(tab) && isSound ? { kind, server, tab, job, count } : undefined;
    }
    default:
      return undefined;
  }
}

const MOST = 2 ** 31;

function isId(value: unknown): value is TabId {
  return typeof value === 'string' && ID.test(value);
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

const isSpan = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 60;
