declare module 'virtual:python-files' {
  /** URL of the folder with the interpreter's files, with a trailing slash. */
  export const pythonFiles: string;
  /** Imports the interpreter's script. */
  export const importInterpreter: () => Promise<{ readonly default: unknown }>;
  /** Total size in bytes, as sent, of the files that are loaded by `fetch`. */
  export const pythonBytes: number;
  /** What the interpreter is to know of packages: that there are none. */
  export const pythonLock: string;
}

declare module 'virtual:python-memory' {
  /** The interpreter's memory with our files imported: see worker/memory.ts. */
  export const pythonMemory: {
    readonly url: string;
    readonly length: number;
    readonly size: number;
  };
}
