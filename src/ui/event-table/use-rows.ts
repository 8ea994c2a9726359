import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { CssPx } from '../../base/units.ts';
import { reveal, ROW, rowsIn, scrollOf, topOf, type RowWindow } from './row-window.ts';

export interface Rows {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly view: CssPx;
  readonly top: CssPx;
  readonly drawn: RowWindow;
  /** Whether it stays at the last row while rows are added. */
  readonly following: boolean;
  readonly follow: () => void;
  /** Scrolls minimally to make a row visible. */
  readonly show: (row: number) => void;
  /** Scrolls a row to the middle, unless it is visible already. */
  readonly centre: (row: number) => void;
}

/** Distance from the end within which the table follows it. */
const NEAR: CssPx = ROW;

/**
 * Scrolling of a table of `rows` rows under a sticky header of the same height. It follows its end until the reader
 * scrolls away from it.
 */
export function useRows(rows: number): Rows {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<CssPx>(0);
  const [scroll, setScroll] = useState<CssPx>(0);
  const [following, setFollowing] = useState(true);
  const end = Math.max(0, rows * ROW - view);
  const top = following ? end : topOf(scroll, rows, view);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setView(Math.max(0, element.clientHeight - ROW)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (following && box.current) box.current.scrollTop = scrollOf(end, rows, view);
  }, [following, end, rows, view]);

  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    setScroll(element.scrollTop);
    setFollowing(element.scrollTop + element.clientHeight >= element.scrollHeight - NEAR);
  }, []);

  const follow = useCallback(() => setFollowing(true), []);

  const moveTo = (wanted: CssPx) => {
    if (wanted === top || !box.current) return;
    setFollowing(false);
    setScroll((box.current.scrollTop = scrollOf(wanted, rows, view)));
  };
  const show = (row: number) => moveTo(reveal(row, top, view));
  const centre = (row: number) => {
    const isShown = reveal(row, top, view) === top;
    if (!isShown) moveTo(row * ROW - (view - ROW) / 2);
  };

  return {
    box,
    onScroll,
    view,
    top,
    drawn: rowsIn(top, rows, view),
    following,
    follow,
    show,
    centre,
  };
}
