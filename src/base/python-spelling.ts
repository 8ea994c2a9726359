/** The name of an operation as Python writes it: `notify_all` for `notify-all`. */
export const pythonSpelling = (op: string): string => op.replaceAll('-', '_');
