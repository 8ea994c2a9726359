/**
 * Text that a person typed or a file supplied, cut to one line of at most `limit` characters. Invisible characters and
 * lone surrogates become spaces; zero-width joiners within a grapheme stay.
 */
export function cleanWords(text: string, limit = Infinity): string {
  const clean = text
    .replace(/\p{C}/gu, (sign) => (sign === '\u200c' || sign === '\u200d' ? sign : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= limit) return clean;
  // Never ends in half a surrogate pair.
  return clean
    .slice(0, limit)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
