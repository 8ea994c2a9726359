/** A file that is read as a whole: as text, and as what the text says. */
import { ImportError } from './problem.ts';

export function parseWhole(
  chunks: readonly Uint8Array[],
  length: number,
): { readonly json: unknown; readonly text: string } {
  const decoder = new TextDecoder();
  let text = '';
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  text += decoder.decode();
  if (text.length === 0 || length === 0) throw new ImportError('', 'the file is empty');
  try {
    return { json: JSON.parse(text), text };
  } catch (error) {
    throw new ImportError(placeOf(error, text), 'this is not JSON, or it breaks off');
  }
}

/** Line and column, as the engine says them in one way or another. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined) return `line ${line}, column ${column}`;
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position);
  const lines = before.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
