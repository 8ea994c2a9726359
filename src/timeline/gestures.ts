/**
 * Pointers and wheels turned into what the reader means. Our own code and not d3-zoom: that owns one transform for
 * both axes, while here time zooms, lanes scroll, the ruler moves the cursor and a drag selects; and what d3-zoom
 * would still do for us is the two dozen lines of the pinch.
 */
import type { CssPx, Ms } from '../base/units.ts';

/** flag: a press on one is no press on the ruler that it stands on. */
export type Region = 'ruler' | 'labels' | 'plot' | 'overview' | 'flag';

/** Points are CSS pixels from the element's corner. */
export interface GestureTarget {
  regionAt(x: CssPx, y: CssPx): Region;
  hover(point: { readonly x: CssPx; readonly y: CssPx } | undefined): void;
  click(x: CssPx, y: CssPx): void;
  doubleClick(x: CssPx, y: CssPx): void;
  moveCursor(x: CssPx): void;
  /** A stretch being selected, or, with `done`, selected. */
  selectRange(from: CssPx, to: CssPx, done: boolean): void;
  /** The window on the whole run is taken hold of, and dragged. */
  grabOverview(x: CssPx): void;
  dragOverview(x: CssPx): void;
  /** A name that is dragged from one height to another, or, with `done`, has been. */
  dragLane(from: CssPx, to: CssPx, done: boolean): void;
  /** What is to be done with the lane whose name is there. */
  askLane(x: CssPx, y: CssPx): void;
  /** Moves the content along with the pointer. */
  pan(dx: CssPx, dy: CssPx): void;
  /** `factor` above 1 zooms in around x. */
  zoom(x: CssPx, factor: number): void;
  /** True if lanes moved: then the page must not scroll too. */
  scroll(dy: CssPx): boolean;
}

interface Pointer {
  x: CssPx;
  y: CssPx;
  readonly startX: CssPx;
  readonly startY: CssPx;
  readonly pans: boolean;
  readonly region: Region;
  /** A finger that rests where it went down: then it does what a mouse does. */
  isHeld: boolean;
}

const isPanning = ({ pans, isHeld }: Pointer): boolean => pans && !isHeld;

/** A finger that rests so long is meant to stay. */
const HOLD: Ms = 450;
/** A pointer that moves less than this has clicked. */
const CLICK_REACH: CssPx = 4;
const LINE: CssPx = 16;

export class Gestures {
  readonly #target: GestureTarget;
  readonly #pointers = new Map<number, Pointer>();
  /** The pointers have moved, or were two: no click any more. */
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

  /** The pointer has been down for a while: a finger that has not moved shows what is there, and selects from now on. */
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
      // A pinch on a trackpad comes as small steps, a wheel as large ones.
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

/** Connects the gestures to an element; the function returned takes them off again. */
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
      // A pointer that has gone already, as of a script, cannot be captured.
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
  // A press on a name leaves the focus where it is, so that the keys mean what they meant.
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
