/**
 * A thread's name in at most four characters, for a small token: the first letter of its role and its number.
 * 'Thread-12 (take)' is 't12', 'producer-3' is 'p3', 'producer a' is 'pa', 'MainThread' is 'M'.
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

/**
 * As {@link shortName}, but unique: 'maker' and 'mixer' are 'ma' and 'mi'. The number alone if all of many names share
 * the letter.
 */
export function shortNames(names: readonly string[]): string[] {
  const shorts = apart(names);
  const numbered = shorts.filter((short) => /\d/.test(short));
  const letters = new Set(numbered.map((short) => short.charAt(0)));
  if (numbered.length < 13 || letters.size !== 1) return shorts;
  return shorts.map((short) => (/\d/.test(short) ? short.replace(/^\D/, '') : short));
}

/** Adds the first differing letter where two names would be equal. */
function apart(names: readonly string[]): string[] {
  const shorts = names.map(shortName);
  const alike = new Map<string, Set<string>>();
  for (const [i, name] of names.entries()) {
    const known = alike.get(shorts[i]!) ?? new Set();
    alike.set(shorts[i]!, known.add(name));
  }
  return names.map((name, i) => {
    const short = shorts[i]!;
    const others = [...(alike.get(short) ?? [])].filter((other) => other !== name);
    if (others.length === 0) return short;
    const at = Math.max(...others.map((other) => firstDifference(name, other)));
    const letter = name.charAt(at);
    return short.length < 4 && /[\p{L}\d]/u.test(letter)
      ? short.charAt(0) + letter + short.slice(1)
      : short;
  });
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++;
  return at;
}

/** With its dot: up to this length an attribute is shown in full. */
const SHORT_ATTRIBUTE = 5;

/**
 * Three parts of a name for narrow space: `told`, the distinguishing part, is always shown: the number, or the end; for an
 * attribute, 'courier A.delivered', the end of the owner's name and the beginning of the attribute; for 'MainThread' the
 * beginning of its last word. `rest` is dropped first, then `head` is cut from its end.
 */
export function partsOf(
  name: string,
  letters: number,
): { head: string; told: string; rest: string } {
  const number = name.search(/[^\p{L}\d]\d{1,4}$/u);
  if (number > 0) return { head: name.slice(0, number), told: name.slice(number), rest: '' };
  // Python's own name for a thread without one: the number tells it from others of the same function.
  const [, head, told, rest] = /^(Thread)(-\d{1,4})( \(\w+\))$/.exec(name) ?? [];
  if (head !== undefined && told !== undefined && rest !== undefined) return { head, told, rest };
  const dot = name.search(/\.\w+$/);
  if (dot > letters && name.length - dot > SHORT_ATTRIBUTE) {
    const [from, to] = [dot - 2, dot + letters - 1];
    return { head: name.slice(0, from), told: name.slice(from, to), rest: name.slice(to) };
  }
  const word = name.search(/(?<=[a-z])[A-Z][a-z]+$/);
  if (word > 0 && name.length - word > letters) {
    const to = word + letters;
    return { head: name.slice(0, word), told: name.slice(word, to), rest: name.slice(to) };
  }
  return { head: name.slice(0, -letters), told: name.slice(-letters), rest: '' };
}
