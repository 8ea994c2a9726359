/** Types a scenario's canned lines in tests. */
import type { TypedLine } from '../../base/typed-line.ts';
import type { Model } from './engine.ts';

/** A line to type, and the path of the terminal. */
interface CannedLine {
  readonly terminal: string;
  readonly line: TypedLine;
}

/** Types the next line and removes it from the list; false if none is left, or there is no such terminal. */
export function typeNext(model: Model, input: CannedLine[]): boolean {
  const next = input.shift();
  if (next === undefined) return false;
  const terminal = model.trace.objects.findIndex(
    ({ kind, name }) => kind === 'terminal' && name === next.terminal,
  );
  return model.type({ terminal, line: next.line });
}
