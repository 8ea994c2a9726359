import { CircleCheck, Infinity as Endless, Keyboard, Lock, OctagonX } from 'lucide-react';
import type { EndingKind } from '../../trace/outcome.ts';

const icons = {
  finished: CircleCheck,
  deadlock: Lock,
  exception: OctagonX,
  never: Endless,
  input: Keyboard,
} as const satisfies Record<EndingKind, unknown>;

/** A shape and a colour of its own for each kind. What it means stands beside it. */
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
