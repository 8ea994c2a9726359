declare module 'virtual:python-files' {
  /** URL of the folder with the interpreter's files, ending in a slash. */
  export const pythonFiles: string;
  /** Of those that come by `fetch`, unpacked. */
  export const pythonBytes: number;
}
