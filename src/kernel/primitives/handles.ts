/** Handles within packed values. */
import type { PackedHandle } from '../packed.ts';

/** A handle's class in Python's vocabulary, also where the program's own class extends it. */
export const kindOf = ({ $: kind, $of }: PackedHandle): string => $of ?? kind;

export const isThread = (handle: PackedHandle): boolean =>
  kindOf(handle) === 'Thread' || kindOf(handle) === 'Timer';

export const isHandle = (value: object): value is PackedHandle => '$' in value && 'id' in value;

/** A deep copy of parsed JSON with each handle mapped. */
export function mapHandles(value: unknown, map: (handle: PackedHandle) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapHandles(item, map));
  const mapped = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapHandles(item, map)]),
  );
  return isHandle(value) ? map(mapped as unknown as PackedHandle) : mapped;
}
