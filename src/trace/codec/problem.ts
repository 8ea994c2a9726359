/** Why a file is not a valid trace: where, as a path into its JSON, and what, in plain English. */
export interface TraceProblem {
  /** 'events[12].cause'; '' for the file as a whole. */
  readonly where: string;
  /** 'must be an event before this one, and is 40'. */
  readonly what: string;
}

/** Thrown inside the codec only: `parseTrace` returns it as a result. */
export class TraceError extends Error implements TraceProblem {
  readonly where: string;
  readonly what: string;

  constructor(where: string, what: string) {
    super(where === '' ? what : `${where} ${what}`);
    this.name = 'TraceError';
    this.where = where;
    this.what = what;
  }
}

/** A value as an error message shows it: shortened, and an object or list never in full. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
