/** Converts the settings of a reader or a link to an explorer's. */
import type { ExploreSettings, SearchName } from '../../explore/report.ts';
import type { ExploreWish } from '../../share/link.ts';

/** `known`: available searches; any other becomes the first of them. */
export function settingsOf(
  { budget, ...wish }: ExploreWish,
  known: readonly SearchName[],
): ExploreSettings {
  const search = known.includes(wish.search) ? wish.search : (known[0] ?? wish.search);
  return { ...wish, search, budget: 1000 * budget };
}
