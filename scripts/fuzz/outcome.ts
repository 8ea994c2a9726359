/** Outcome of a run on either side, and their comparison. */
export interface Outcome {
  /** By `who place`: the slot in which the call returned, and its result. */
  readonly answers: Readonly<Record<string, string>>;
  /** Of the main process; 'never' if it does not end. */
  readonly exit: string;
  /** The slot in which it ended. */
  readonly at: number;
  /** Output on stdout. */
  readonly out: string;
  /** The last lines of the reports on stderr, sorted. */
  readonly err: readonly string[];
  /** The last slot with any event. */
  readonly end: number;
}

/** The class of an exception without its module; without addresses. */
export function plainAnswer(answer: string): string {
  return answer
    .replace(/^[\w.]*\.(\w+)(?=:|$)/, '$1')
    .replace(/ at 0x[0-9a-f]+/g, '')
    .replace(/pid=\d+/g, 'pid=N');
}

/** Lines of a report on stderr that name an exception. */
export function reportsIn(text: string): string[] {
  const lines = text.split('\n');
  return lines
    .filter((line) => /^[\w.]*(Error|Exception|Empty|Full|Interrupt|Exit)(:|$)/.test(line))
    .map(plainAnswer);
}

/** Tolerance for an interpreter's exit, in slots. */
const ENDING = 3;

/** Differences, a line for each; empty if there are none. */
export function differences(python: Outcome, weft: Outcome): string[] {
  const found: string[] = [];
  const keys = new Set([...Object.keys(python.answers), ...Object.keys(weft.answers)]);
  for (const key of [...keys].toSorted()) {
    const [one, other] = [python.answers[key], weft.answers[key]];
    if (one !== other) found.push(`${key}: CPython ${one ?? 'never'} | Weft ${other ?? 'never'}`);
  }
  if (python.exit !== weft.exit) found.push(`exit: CPython ${python.exit} | Weft ${weft.exit}`);
  else if (python.exit !== 'never' && (python.at < weft.at || python.at > weft.at + ENDING)) {
    found.push(`exit: CPython in slot ${python.at} | Weft in slot ${weft.at}`);
  }
  if (python.out !== weft.out) {
    found.push(`stdout: CPython ${JSON.stringify(python.out)} | Weft ${JSON.stringify(weft.out)}`);
  }
  const [one, other] = [python.err.join(' / '), weft.err.join(' / ')];
  if (one !== other) found.push(`stderr: CPython ${one} | Weft ${other}`);
  return found;
}
