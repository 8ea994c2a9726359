declare module 'virtual:python-files' {
  /** URL of the folder with the interpreter's files, with a trailing slash. */
  export const pythonFiles: string;
  /** Total size in bytes, uncompressed, of the files that are loaded by `fetch`. */
  export const pythonBytes: number;
}
