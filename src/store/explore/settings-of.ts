/** From what a reader or a link asks for to what an explorer is told. */
import type { ExploreSettings, SearchName } from '../../explore/report.ts';
import type { ExploreWish } from '../../share/link.ts';

/** `known`: a search that is not among them is the first of them. */
export function settingsOf(
  { budget, ...wish }: ExploreWish,
  known: readonly SearchName[],
): ExploreSettings {
  const search = known.includes(wish.search) ? wish.search : (known[0] ?? wish.search);
  return { ...wish, search, budget: 1000 * budget };
}
