declare module 'virtual:python-files' {
  /** URL of the folder with the interpreter's files, ending in a slash. */
  export const pythonFiles: string;
}
