import { CircleCheck, Infinity as Endless, Keyboard, Lock, OctagonX } from 'lucide-react';
import type { EndingKind } from '../../trace/outcome.ts';

const icons = {
  finished: CircleCheck,
  deadlock: Lock,
  exception: OctagonX,
  never: Endless,
  input: Keyboard,
} as const satisfies Record<EndingKind, unknown>;

/** A distinct shape and colour for each kind. Its meaning is given as text beside it. */
export function EndingIcon({
  kind,
  size = 16,
}: {
  readonly kind: EndingKind;
  readonly size?: number;
}) {
  const Icon = icons[kind];
  return <Icon size={size} className="ending-icon" data-kind={kind} aria-hidden="true" />;
}
