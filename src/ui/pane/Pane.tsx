import type { ReactNode } from 'react';
import type { Panel } from '../../store/layout.ts';
import { useApp } from '../use-app.ts';
import './Pane.css';

interface PaneProps {
  readonly panel: Panel;
  readonly className: string;
  readonly children: ReactNode;
}

/** Wrapper of a panel: style sheets see whether it is folded or maximised. */
export function Pane({ panel, className, children }: PaneProps) {
  const isFolded = useApp(({ layout }) => layout.folded.includes(panel));
  const isMaximised = useApp(({ layout }) => layout.maximised === panel);
  return (
    <div
      className={`pane ${className}`}
      data-folded={(isFolded && !isMaximised) || undefined}
      data-maximised={isMaximised || undefined}
    >
      {children}
    </div>
  );
}
