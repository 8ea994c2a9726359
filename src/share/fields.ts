/** Outermost layer of the link codec: text to named fields. Knows nothing of their meaning. */
import type { Problem } from './link.ts';

/** Longer than any link that Weft makes; longer input is cut, to bound the cost of hostile links. */
export const MAX_LINK_LENGTH = 12_000;
/** Maximum number of fields; further ones are ignored. */
export const MAX_FIELDS = 200;
const MAX_EXCERPT = 40;

export interface Fields {
  readonly fields: Map<string, string>;
  readonly problems: Problem[];
}

/** Text from a link, shortened for a sentence, without invisible characters. */
export function excerpt(text: string): string {
  const cut = text.length <= MAX_EXCERPT ? text : `${text.slice(0, MAX_EXCERPT)}…`;
  return cut.replace(/\p{C}/gu, '\u{fffd}');
}

/** @param fragment with or without the `#` */
export function splitFields(fragment: string, limit = MAX_LINK_LENGTH): Fields {
  const fields = new Map<string, string>();
  const problems: Problem[] = [];
  let text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text.length > limit) {
    problems.push({ kind: 'too-long', length: text.length, limit });
    // The last field is probably truncated. A truncated run is still used: it knows its own length.
    const last = text.lastIndexOf('&', limit);
    const end = text.startsWith('&run=', last) ? limit : Math.max(0, last);
    text = text.slice(0, end);
  }
  let parts = 0;
  for (let at = 0; at < text.length;) {
    if (++parts > MAX_FIELDS) {
      problems.push({ kind: 'too-many-fields', limit: MAX_FIELDS });
      break;
    }
    const next = text.indexOf('&', at);
    const part = text.slice(at, next < 0 ? text.length : next);
    at = next < 0 ? text.length : next + 1;
    if (part === '') continue;
    const equals = part.indexOf('=');
    const rawName = equals < 0 ? part : part.slice(0, equals);
    const rawValue = equals < 0 ? '' : part.slice(equals + 1);
    const name = decodePercent(rawName);
    const value = decodePercent(rawValue);
    if (name === undefined || value === undefined) {
      problems.push({ kind: 'bad-encoding', field: excerpt(rawName), value: excerpt(rawValue) });
    } else if (fields.has(name)) {
      problems.push({ kind: 'repeated', field: excerpt(name), value: excerpt(value) });
    } else {
      fields.set(name, value);
    }
  }
  return { fields, problems };
}

export function joinFields(fields: Iterable<readonly [name: string, value: string]>): string {
  return Array.from(
    fields,
    ([name, value]) => `${encodePercent(name)}=${encodePercent(value)}`,
  ).join('&');
}

function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Escapes only what would break the syntax, so that Chinese and the like stay readable. */
function encodePercent(text: string): string {
  return text.replace(/[%&=#+\s"<>`]/g, (character) => encodeURIComponent(character));
}
