import {
  ArrowDownUp,
  ArrowDownWideNarrow,
  ArrowLeftRight,
  BellRing,
  Box,
  Braces,
  Brackets,
  Cpu,
  EthernetPort,
  Factory,
  Fence,
  Flag,
  Layers,
  Lock,
  LockKeyhole,
  LockOpen,
  MemoryStick,
  PackageCheck,
  RectangleEllipsis,
  Rows3,
  SquareTerminal,
  Ticket,
  TrafficCone,
  UserLock,
  Utensils,
  Variable,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ObjectIndex } from '../../base/units.ts';
import type { Selection } from '../../store/selection.ts';
import type { ObjectKind } from '../../trace/format.ts';
import { NameText } from '../controls/NameText.tsx';

export type FigureIcon = ObjectKind | 'lock-open' | 'traffic-light' | 'segments' | 'table';

const icons = {
  lock: Lock,
  'lock-open': LockOpen,
  rlock: LockKeyhole,
  condition: BellRing,
  semaphore: Ticket,
  'bounded-semaphore': Ticket,
  event: Flag,
  barrier: Fence,
  queue: Rows3,
  'lifo-queue': Layers,
  'priority-queue': ArrowDownWideNarrow,
  'simple-queue': Rows3,
  pipe: ArrowLeftRight,
  listener: EthernetPort,
  variable: Variable,
  value: MemoryStick,
  array: RectangleEllipsis,
  terminal: SquareTerminal,
  dict: Braces,
  list: Brackets,
  pool: Cpu,
  result: Box,
  executor: Factory,
  future: PackageCheck,
  local: UserLock,
  other: Box,
  'traffic-light': TrafficCone,
  segments: ArrowDownUp,
  table: Utensils,
} as const satisfies Record<FigureIcon, LucideIcon>;

interface FigureFrameProps {
  readonly icon: FigureIcon;
  readonly kind: string;
  readonly name: string;
  readonly object: ObjectIndex;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Its state in a few words, at the end of the head line. */
  readonly status?: ReactNode;
  readonly children?: ReactNode;
}

/** A figure's head line, which selects the object when pressed, above the figure's content. */
export function FigureFrame(props: FigureFrameProps) {
  const { icon, kind, name, object, selection, onSelect, status, children } = props;
  const { t } = useTranslation('stage');
  const Icon = icons[icon];
  const selected = selection.kind === 'object' && selection.index === object;
  return (
    <section className="figure" aria-label={t('figure', { kind, name })}>
      <header className="figure-head">
        <button
          type="button"
          className="figure-name"
          aria-pressed={selected}
          onClick={() => onSelect({ kind: 'object', index: object })}
        >
          <Icon className="figure-icon" size={14} aria-hidden="true" />
          <span className="figure-kind">
            <span>{kind}</span>
          </span>
          <code>
            <NameText name={name} />
          </code>
        </button>
        {status !== undefined && <span className="figure-status">{status}</span>}
      </header>
      {children}
    </section>
  );
}
