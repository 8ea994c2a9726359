/** The reader's stars, stored if the browser allows. Storage may be refused or contain anything. */
import { challenges } from '../../teach/challenges/list.ts';
import { teach } from './teach-state.ts';

const storageKey = 'weft.challenges';

export function loadProgress(): void {
  teach.setState({ stars: parseStars(read()) });
}

/** Keeps the best. */
export function keepStars(id: string, stars: number): void {
  const before = teach.getState().stars;
  if ((before[id] ?? 0) >= stars) return;
  const next = { ...before, [id]: stars };
  teach.setState({ stars: next });
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Then it lasts for this visit.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Stars of existing challenges; anything else is ignored. */
export function parseStars(text: string | null): Record<string, number> {
  let given: unknown;
  try {
    given = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  if (typeof given !== 'object' || given === null) return {};
  const known = new Map<string, unknown>(Object.entries(given));
  return Object.fromEntries(
    challenges.flatMap(({ id }) => {
      const stars = known.get(id);
      return stars === 1 || stars === 2 || stars === 3 ? [[id, stars]] : [];
    }),
  );
}
