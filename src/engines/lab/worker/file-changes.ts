/** Counts changes to the interpreter's files, which are in memory: whoever finds no change has nothing to restore. */

type Operations = Record<string, (...args: unknown[]) => unknown>;
interface Kind {
  readonly node: Operations;
  readonly stream: Operations;
}

/** The part of Emscripten's file system that is used here. */
interface FilesInMemory {
  /** Operations by kind of node; all nodes share them. */
  readonly ops_table: { readonly dir: Kind; readonly file: Kind; readonly link: Kind };
}

/** Operations that change files or folders. */
const changing = 'setattr mknod rename unlink rmdir symlink write mmap msync'.split(' ');

/** @returns function that gives the number of changes since this call */
export function countFileChanges(files: FilesInMemory): () => number {
  let changes = 0;
  const { dir, file, link } = files.ops_table;
  for (const operations of [dir, file, link].flatMap(({ node, stream }) => [node, stream])) {
    for (const name of changing) {
      const act = operations[name];
      if (act === undefined) continue;
      operations[name] = (...args) => {
        changes += 1;
        return act(...args);
      };
    }
  }
  return () => changes;
}
