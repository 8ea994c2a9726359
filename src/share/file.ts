/**
 * A run as a file, for those that no link can carry: JSON with a link of any length in it. docs/FORMATS.md has the
 * layout.
 */
export const FILE_VERSION = 1;
/** Characters of a file that are read at all: far more than the longest schedule. */
export const MAX_FILE_LENGTH = 8_000_000;

export type FileProblem = 'too-large' | 'not-a-run' | 'newer-version';

export type RunFile = { readonly link: string } | { readonly problem: FileProblem };

/** @param fragment as `encodeLink` makes it */
export function encodeRunFile(fragment: string): string {
  return `${JSON.stringify({ format: 'weft-run', version: FILE_VERSION, link: fragment }, undefined, 2)}\n`;
}

/** The fragment in a file, whatever the file is. */
export function parseRunFile(text: string): RunFile {
  if (text.length > MAX_FILE_LENGTH) return { problem: 'too-large' };
  const fields = new Map<string, unknown>(Object.entries(parseObject(text)));
  const version = fields.get('version');
  const link = fields.get('link');
  if (fields.get('format') !== 'weft-run' || typeof version !== 'number') {
    return { problem: 'not-a-run' };
  }
  if (version > FILE_VERSION) return { problem: 'newer-version' };
  if (typeof link !== 'string') return { problem: 'not-a-run' };
  return { link };
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
