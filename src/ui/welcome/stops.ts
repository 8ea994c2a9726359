/** The stops of the way round the page, in its order; what each says is a text: `stops.<id>`. */

export interface Stop {
  readonly id: 'scenarios' | 'player' | 'timeline' | 'stage' | 'source' | 'views';
  /** What it is about: the first element of these that is on the page. */
  readonly at: readonly string[];
}

const everything: readonly Stop[] = [
  { id: 'scenarios', at: ['.page-gallery', '.page-bar .gallery-menu'] },
  { id: 'player', at: ['.player'] },
  { id: 'timeline', at: ['.page-timeline', '.phone-timeline'] },
  { id: 'stage', at: ['.page-stage', '.phone-figures'] },
  { id: 'source', at: ['.page-side'] },
  { id: 'views', at: ['.phone .tabs-dock'] },
];

export const placeOf = ({ at }: Stop): Element | null =>
  at.map((selector) => document.querySelector(selector)).find((found) => found !== null) ?? null;

/** Those whose place is on the page as it is laid out now. */
export const stopsHere = (): readonly Stop[] => everything.filter((stop) => placeOf(stop) !== null);
