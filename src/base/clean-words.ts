/**
 * Words of a person, from outside: on one line, of at most `limit` characters. Invisible characters, and halves of pairs,
 * become spaces; what joins the parts of a character stays.
 */
export function cleanWords(text: string, limit = Infinity): string {
  const clean = text
    .replace(/\p{C}/gu, (sign) => (sign === '\u200c' || sign === '\u200d' ? sign : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= limit) return clean;
  // Never half of a character.
  return clean
    .slice(0, limit)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
