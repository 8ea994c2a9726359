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

/**
 * As {@link shortName}, but different names stay different: 'maker' and 'mixer' are 'ma' and 'mi'. The number alone where the
 * letter says nothing, because all of many names share it.
 */
export function shortNames(names: readonly string[]): string[] {
  const shorts = apart(names);
  const numbered = shorts.filter((short) => /\d/.test(short));
  const letters = new Set(numbered.map((short) => short.charAt(0)));
  if (numbered.length < 13 || letters.size !== 1) return shorts;
  return shorts.map((short) => (/\d/.test(short) ? short.replace(/^\D/, '') : short));
}

/** Where two names would be the same, the letter in which they first differ from each other comes in. */
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

/** With its dot: what is no longer is seen whole. */
const SHORT_ATTRIBUTE = 5;

/**
 * A name in three, for where it has no room: `told` stays, being what tells it from others: its number, or its end; of an attribute,
 * 'courier A.delivered', the end of its owner's name and how it begins; of 'MainThread' how its last word begins. `rest` goes
 * first, then `head` gives way from its end.
 */
export function partsOf(
  name: string,
  letters: number,
): { head: string; told: string; rest: string } {
  const number = name.search(/[^\p{L}\d]\d{1,4}$/u);
  if (number > 0) return { head: name.slice(0, number), told: name.slice(number), rest: '' };
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
