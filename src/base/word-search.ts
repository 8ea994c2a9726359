/** Searching for words as people type them. */

/**
 * How far back in `fields` one has to look for the words of `query`: the sum over the words of the place of the first field
 * that has it, so 0 if the first has all of them; undefined if a word is in none. A word is found where one begins with it,
 * also within `BoundedSemaphore` and `task_done`; Chinese is found anywhere, since it has no spaces.
 */
export function wordsFound(query: string, fields: readonly string[]): number | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const places = words.map((word) => fields.findIndex((field) => hasWord(field, word)));
  return places.includes(-1) ? undefined : places.reduce((sum, place) => sum + place, 0);
}

function hasWord(field: string, word: string): boolean {
  const text = field.toLowerCase();
  // A method is called with brackets, and often written with them.
  const wanted = word.replace(/\(\)$/, '');
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isBeginning(field, at)) return true;
  }
  return false;
}

/** Whether a word begins here: after no letter, at a capital after a small one, or anywhere in Chinese. */
function isBeginning(field: string, at: number): boolean {
  const [before = ' ', here = ''] = [field[at - 1], field[at]];
  return (
    !/[a-z0-9]/i.test(before) ||
    !/[a-z0-9]/i.test(here) ||
    (/[a-z]/.test(before) && /[A-Z]/.test(here))
  );
}
