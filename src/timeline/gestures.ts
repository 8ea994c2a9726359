/**
 * Translates pointer and wheel events to actions. Not d3-zoom: that has one transform for both axes, while here time
 * zooms, lanes scroll, the ruler moves the cursor and a drag selects; the pinch, which d3-zoom would provide, takes two
 * dozen lines.
 */
import type { CssPx, Ms } from '../base/units.ts';

/** flag: a press on a flag is not a press on the ruler beneath it. */
export type Region = 'ruler' | 'labels' | 'plot' | 'overview' | 'flag';

/** Points are CSS pixels from the element's corner. */
export interface GestureTarget {
  regionAt(x: CssPx, y: CssPx): Region;
  hover(point: { readonly x: CssPx; readonly y: CssPx } | undefined): void;
  click(x: CssPx, y: CssPx): void;
  doubleClick(x: CssPx, y: CssPx): void;
  moveCursor(x: CssPx): void;
  /** A range being selected, or, with `done`, selected. */
  selectRange(from: CssPx, to: CssPx, done: boolean): void;
  /** The overview's window is grabbed, and dragged. */
  grabOverview(x: CssPx): void;
  dragOverview(x: CssPx): void;
  /** A label is dragged from one height to another, or, with `done`, dropped. */
  dragLane(from: CssPx, to: CssPx, done: boolean): void;
  /** Opens the menu of the lane with the label there. */
  askLane(x: CssPx, y: CssPx): void;
  /** Moves the content along with the pointer. */
  pan(dx: CssPx, dy: CssPx): void;
  /** `factor` above 1 zooms in around x. */
  zoom(x: CssPx, factor: number): void;
  /** True if lanes were scrolled: then the page must not scroll too. */
  scroll(dy: CssPx): boolean;
}

interface Pointer {
  x: CssPx;
  y: CssPx;
  readonly startX: CssPx;
  readonly startY: CssPx;
  readonly pans: boolean;
  readonly region: Region;
  /** A touch held in place: from then on it acts like a mouse. */
  isHeld: boolean;
}

const isPanning = ({ pans, isHeld }: Pointer): boolean => pans && !isHeld;

/** Duration after which a resting touch counts as held. */
const HOLD: Ms = 450;
/** Movement below this counts as a click. */
const CLICK_REACH: CssPx = 4;
const LINE: CssPx = 16;

export class Gestures {
  readonly #target: GestureTarget;
  readonly #pointers = new Map<number, Pointer>();
  /** The pointers have moved, or were two: no longer a click. */
  #moved = false;

  constructor(target: GestureTarget) {
    this.#target = target;
  }

  down(id: number, x: CssPx, y: CssPx, pans: boolean): void {
    const region = this.#target.regionAt(x, y);
    if (this.#pointers.size === 0) this.#moved = false;
    this.#pointers.set(id, { x, y, startX: x, startY: y, pans, region, isHeld: false });
    if (this.#pointers.size > 1) this.#moved = true;
    else if (region === 'ruler') this.#target.moveCursor(x);
    else if (region === 'overview') this.#target.grabOverview(x);
    this.#target.hover(undefined);
  }

  move(id: number, x: CssPx, y: CssPx): void {
    const pointer = this.#pointers.get(id);
    if (pointer === undefined) {
      if (this.#pointers.size === 0) this.#target.hover({ x, y });
      return;
    }
    const [dx, dy] = [x - pointer.x, y - pointer.y];
    if (this.#pointers.size === 2) this.#pinch(id, pointer, x, y);
    else {
      this.#moved ||= Math.hypot(x - pointer.startX, y - pointer.startY) >= CLICK_REACH;
      const { region, startX, startY } = pointer;
      if (region === 'ruler') this.#target.moveCursor(x);
      else if (region === 'overview') this.#target.dragOverview(x);
      else if (this.#moved && region !== 'flag') {
        if (isPanning(pointer)) this.#target.pan(region === 'labels' ? 0 : dx, dy);
        else if (region === 'labels') this.#target.dragLane(startY, y, false);
        else this.#target.selectRange(startX, x, false);
      }
    }
    pointer.x = x;
    pointer.y = y;
  }

  up(id: number): void {
    const pointer = this.#pointers.get(id);
    if (pointer === undefined) return;
    this.#pointers.delete(id);
    const { region, startX, startY, x, y } = pointer;
    if (this.#pointers.size > 0 || region === 'ruler' || region === 'overview') return;
    if (!this.#moved) {
      if (!pointer.isHeld) this.#target.click(x, y);
    } else if (isPanning(pointer) || region === 'flag') return;
    else if (region === 'labels') this.#target.dragLane(startY, y, true);
    else this.#target.selectRange(startX, x, true);
  }

  /** The pointer has been down for a while: a touch that has not moved shows a tooltip, and selects from now on. */
  hold(id: number): void {
    const pointer = this.#pointers.get(id);
    if (pointer === undefined || this.#moved || !pointer.pans) return;
    pointer.isHeld = true;
    if (pointer.region === 'labels') this.#target.askLane(pointer.x, pointer.y);
    else if (pointer.region === 'plot') this.#target.hover({ x: pointer.x, y: pointer.y });
  }

  cancel(id: number): void {
    this.#pointers.delete(id);
    this.#moved = true;
  }

  leave(): void {
    if (this.#pointers.size === 0) this.#target.hover(undefined);
  }

  /** True if the page must not scroll. */
  wheel(e: WheelTurn, x: CssPx): boolean {
    const unit = e.deltaMode === 0 ? 1 : LINE;
    const [dx, dy] = [e.deltaX * unit, e.deltaY * unit];
    if (e.ctrlKey || e.metaKey) {
      // A trackpad pinch arrives as small steps, a wheel as large ones.
      const step = Math.min(0.6, Math.max(-0.6, dy * (Math.abs(dy) < 40 ? 0.015 : 0.004)));
      this.#target.zoom(x, 2 ** -step);
      return true;
    }
    if (e.shiftKey) {
      this.#target.pan(-(dx === 0 ? dy : dx), 0);
      return true;
    }
    if (Math.abs(dx) > Math.abs(dy)) {
      this.#target.pan(-dx, 0);
      return true;
    }
    return this.#target.scroll(dy);
  }

  #pinch(id: number, pointer: Pointer, x: CssPx, y: CssPx): void {
    const other = [...this.#pointers].find(([one]) => one !== id)?.[1];
    if (other === undefined) return;
    const apart = (ax: CssPx) => Math.max(24, Math.abs(ax - other.x));
    const middle = (x + other.x) / 2;
    this.#target.pan(middle - (pointer.x + other.x) / 2, (y - pointer.y) / 2);
    this.#target.zoom(middle, apart(x) / apart(pointer.x));
  }
}

export type WheelTurn = Pick<
  WheelEvent,
  'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>;

/** Attaches the gestures to an element; returns a function that detaches them. */
export function listenForGestures(element: HTMLElement, target: GestureTarget): () => void {
  const gestures = new Gestures(target);
  const off = new AbortController();
  const { signal } = off;
  const point = (e: MouseEvent): [CssPx, CssPx] => {
    const box = element.getBoundingClientRect();
    const zoom = element.currentCSSZoom ?? 1;
    return [(e.clientX - box.left) / zoom, (e.clientY - box.top) / zoom];
  };
  element.addEventListener(
    'pointerdown',
    (e) => {
      if (e.button > 1) return;
      if (e.button === 1) e.preventDefault();
      // A pointer that has gone already, for example of a script, cannot be captured.
      if (e.isTrusted) element.setPointerCapture(e.pointerId);
      gestures.down(
        e.pointerId,
        ...point(e),
        e.shiftKey || e.button === 1 || e.pointerType === 'touch',
      );
      if (e.pointerType === 'touch') setTimeout(() => gestures.hold(e.pointerId), HOLD);
    },
    { signal },
  );
  // A press on a label does not move the focus, so that keys keep their meaning.
  element.addEventListener(
    'mousedown',
    (e) => {
      if (target.regionAt(...point(e)) === 'labels') e.preventDefault();
    },
    { signal },
  );
  element.addEventListener('pointermove', (e) => gestures.move(e.pointerId, ...point(e)), {
    signal,
  });
  element.addEventListener('pointerup', (e) => gestures.up(e.pointerId), { signal });
  element.addEventListener('pointercancel', (e) => gestures.cancel(e.pointerId), { signal });
  element.addEventListener('pointerleave', () => gestures.leave(), { signal });
  element.addEventListener(
    'contextmenu',
    (e) => {
      const [x, y] = point(e);
      if (target.regionAt(x, y) !== 'labels') return;
      e.preventDefault();
      target.askLane(x, y);
    },
    { signal },
  );
  element.addEventListener('dblclick', (e) => target.doubleClick(...point(e)), { signal });
  element.addEventListener(
    'wheel',
    (e) => {
      if (gestures.wheel(e, point(e)[0])) e.preventDefault();
    },
    { signal, passive: false },
  );
  return () => off.abort();
}
