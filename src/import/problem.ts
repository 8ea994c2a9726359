/** Why a file is not opened: a sentence in plain English that says where and what. */
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
