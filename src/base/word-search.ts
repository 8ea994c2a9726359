/** Word search for text that people type. */

/**
 * Rank of a match: for each word of `query` the index of the first field that contains it, summed; 0 if the first field
 * has all words, undefined if a word is in no field. A word matches at the beginning of a word in the field, also
 * within `BoundedSemaphore` and `task_done`; Chinese matches anywhere, since it has no spaces.
 */
export function wordsFound(query: string, fields: readonly string[]): number | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const places = words.map((word) => fields.findIndex((field) => hasWord(field, word)));
  return places.includes(-1) ? undefined : places.reduce((sum, place) => sum + place, 0);
}

function hasWord(field: string, word: string): boolean {
  const text = field.toLowerCase();
  // A method is written with parentheses in queries: `join()`.
  const wanted = word.replace(/\(\)$/, '');
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isBeginning(field, at)) return true;
  }
  return false;
}

/** Whether a word begins here: after a non-letter, at a capital after a lower-case letter, or anywhere in Chinese. */
function isBeginning(field: string, at: number): boolean {
  const [before = ' ', here = ''] = [field[at - 1], field[at]];
  return (
    !/[a-z0-9]/i.test(before) ||
    !/[a-z0-9]/i.test(here) ||
    (/[a-z]/.test(before) && /[A-Z]/.test(here))
  );
}
