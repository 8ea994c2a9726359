/** How the page is divided. */
import type { CssPx } from '../base/units.ts';

export interface Layout {
  readonly galleryWidth: CssPx;
  readonly sideWidth: CssPx;
  readonly stageHeight: CssPx;
  readonly consoleHeight: CssPx;
  readonly inspectorHeight: CssPx;
}

export type LayoutPart = keyof Layout;

export const defaultLayout: Layout = {
  galleryWidth: 224,
  sideWidth: 400,
  stageHeight: 288,
  consoleHeight: 144,
  inspectorHeight: 264,
};

export const layoutRange: Readonly<
  Record<LayoutPart, { readonly min: CssPx; readonly max: CssPx }>
> = {
  galleryWidth: { min: 176, max: 360 },
  sideWidth: { min: 280, max: 760 },
  stageHeight: { min: 96, max: 640 },
  consoleHeight: { min: 72, max: 480 },
  inspectorHeight: { min: 96, max: 560 },
};

export function withinRange(part: LayoutPart, size: number): CssPx {
  const { min, max } = layoutRange[part];
  return Math.round(Math.max(min, Math.min(max, size)));
}
