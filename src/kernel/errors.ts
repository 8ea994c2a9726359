/**
 * An exception of the program's, with Python's class and message. Thrown by an op's meaning before it changed anything;
 * a program may catch it as it would in Python.
 */
export class PyError extends Error {
  /** Python's class name: 'ValueError'. */
  readonly type: string;

  constructor(type: string, message = '') {
    super(message);
    this.name = type;
    this.type = type;
  }

  /** As the last line of a Python traceback. */
  override toString(): string {
    return this.message === '' ? this.type : `${this.type}: ${this.message}`;
  }
}
