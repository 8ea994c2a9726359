/** A program of `tutorials/`, with the expected output from its last lines. For tests. */
export interface Tutorial {
  readonly name: string;
  readonly source: string;
  /** Lines to type. */
  readonly typed: readonly string[];
  readonly stdout: string;
  readonly exitCode: number;
  /** Whether the lines may come in any order. */
  readonly isUnordered: boolean;
}

const trailer = /^# prints(, in any order)?(?:, exits (\d+))?:\n((?:#.*\n)*)$/m;

export function readTutorial(path: string, source: string): Tutorial {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found = trailer.exec(source);
  if (found === null) throw new Error(`${name} does not say what it prints`);
  const [, order, code = '0', lines = ''] = found;
  return {
    name,
    source,
    typed: /^# typed: (.*)$/m.exec(source)?.[1]?.split(', ') ?? [],
    stdout: lines.replace(/^#(?: {3})?/gm, ''),
    exitCode: Number(code),
    isUnordered: order !== undefined,
  };
}

/** Normalizes an output: equal for outputs that count as the same. */
export const comparable = ({ isUnordered }: Tutorial, stdout: string): string =>
  isUnordered ? stdout.split('\n').toSorted().join('\n') : stdout;
