/** Why a file cannot be opened: where and what, in plain English. */
export class ImportError extends Error {
  /** 'byte 1200, event 14'; '' for the file as a whole. */
  readonly where: string;
  readonly what: string;

  constructor(where: string, what: string) {
    super(where === '' ? what : `${where}: ${what}`);
    this.name = 'ImportError';
    this.where = where;
    this.what = what;
  }
}
