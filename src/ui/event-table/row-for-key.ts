/** Target row of a navigation key from `active`, or undefined for other keys. */
export function rowForKey(
  key: string,
  active: number,
  rows: number,
  page: number,
): number | undefined {
  if (rows === 0) return undefined;
  const inside = (row: number) => Math.min(rows - 1, Math.max(0, row));
  switch (key) {
    case 'ArrowDown':
      return inside(active + 1);
    case 'ArrowUp':
      return inside(active - 1);
    case 'PageDown':
      return inside(active + Math.max(1, page - 1));
    case 'PageUp':
      return inside(active - Math.max(1, page - 1));
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return undefined;
  }
}
