/**
 * A thread's name in at most four characters, for a token too small for the whole: the first letter of what it does
 * and its number. 'Thread-12 (take)' is 't12', 'producer-3' is 'p3', 'producer a' is 'pa',
 * 'MainThread' is 'M'.
 */
export function shortName(name: string): string {
  const number = /(\d+)(?!.*\d)/.exec(name.replace(/\(.*\)/, ''))?.[1] ?? '';
  const target = /\((\w+)\)/.exec(name)?.[1];
  const words = (target ?? name).split(/[\W_]+/).filter(Boolean);
  const letter = words[0]?.charAt(0) ?? '';
  if (number === '' && words.length > 1) return letter + (words.at(-1)?.charAt(0) ?? '');
  const short = /^\d/.test(letter) ? number : letter + number;
  return short.length > 4 ? number.slice(-4) : short;
}

/** The number alone where the letter says nothing, because all of many names share it. */
export function shortNames(names: readonly string[]): string[] {
  const shorts = names.map(shortName);
  const numbered = shorts.filter((short) => /\d/.test(short));
  const letters = new Set(numbered.map((short) => short.charAt(0)));
  if (numbered.length < 13 || letters.size !== 1) return shorts;
  return shorts.map((short) => (/\d/.test(short) ? short.replace(/^\D/, '') : short));
}
