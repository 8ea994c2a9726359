/** Layout of the page: sizes of panels, folded panels, and a maximised panel. */
import type { CssPx } from '../base/units.ts';

export const panels = ['gallery', 'stage', 'timeline', 'output', 'source', 'inspector'] as const;
export type Panel = (typeof panels)[number];

export interface Layout {
  readonly galleryWidth: CssPx;
  readonly sideWidth: CssPx;
  /** undefined: as high as its figures, as far as the timeline's minimum allows. */
  readonly stageHeight: CssPx | undefined;
  readonly consoleHeight: CssPx;
  readonly inspectorHeight: CssPx;
  /** Folded panels, which show only their head; the output shows its last lines too. */
  readonly folded: readonly Panel[];
  /** The maximised panel. */
  readonly maximised: Panel | undefined;
  /** For a projector: large, high contrast, and little besides the timeline. */
  readonly isPresenting: boolean;
}

export type LayoutPart = Exclude<keyof Layout, 'folded' | 'maximised' | 'isPresenting'>;

export const defaultLayout: Layout = {
  galleryWidth: 224,
  sideWidth: 400,
  stageHeight: undefined,
  consoleHeight: 208,
  inspectorHeight: 264,
  folded: ['output'],
  maximised: undefined,
  isPresenting: false,
};

export const layoutRange: Readonly<
  Record<LayoutPart, { readonly min: CssPx; readonly max: CssPx }>
> = {
  galleryWidth: { min: 176, max: 360 },
  sideWidth: { min: 280, max: 760 },
  stageHeight: { min: 96, max: 640 },
  consoleHeight: { min: 96, max: 480 },
  inspectorHeight: { min: 96, max: 560 },
};

export function withinRange(part: LayoutPart, size: number): CssPx {
  const { min, max } = layoutRange[part];
  return Math.round(Math.max(min, Math.min(max, size)));
}

export const withFold = (layout: Layout, panel: Panel, isFolded: boolean): Layout => ({
  ...layout,
  folded: [...layout.folded.filter((known) => known !== panel), ...(isFolded ? [panel] : [])],
});

/** Parses a stored layout: unreadable parts have their defaults. */
export function readLayout(stored: unknown): Layout {
  const fields = new Map<string, unknown>(Object.entries(Object(stored) as object));
  const size = <Part extends LayoutPart>(part: Part): Layout[Part] | CssPx => {
    const value = fields.get(part);
    return typeof value === 'number' && Number.isFinite(value)
      ? withinRange(part, value)
      : defaultLayout[part];
  };
  const folded = fields.get('folded');
  return {
    galleryWidth: size('galleryWidth'),
    sideWidth: size('sideWidth'),
    // Older versions stored a height that the reader had not chosen.
    stageHeight: folded === undefined ? undefined : size('stageHeight'),
    consoleHeight: size('consoleHeight'),
    inspectorHeight: size('inspectorHeight'),
    folded: Array.isArray(folded)
      ? panels.filter((panel) => folded.includes(panel))
      : defaultLayout.folded,
    maximised: panels.find((panel) => panel === fields.get('maximised')),
    isPresenting: fields.get('isPresenting') === true,
  };
}
