/** A program of `tutorials/`, and what it says about itself in its last lines. For tests. */
export interface Tutorial {
  readonly name: string;
  readonly source: string;
  /** What is typed to it, a line each. */
  readonly typed: readonly string[];
  readonly stdout: string;
  readonly exitCode: number;
  /** The lines come in any order. */
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

/** The same text for outputs that count as the same. */
export const comparable = ({ isUnordered }: Tutorial, stdout: string): string =>
  isUnordered ? stdout.split('\n').toSorted().join('\n') : stdout;
