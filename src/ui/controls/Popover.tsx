import { useId, useRef, type ReactNode, type ToggleEvent } from 'react';
import { Button } from './Button.tsx';
import './Popover.css';

const GAP = 6;
const MARGIN = 8;

interface PopoverProps {
  /** Name of the button. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** What stands on the button beside the icon. */
  readonly face?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button that opens a small panel beside itself. The browser closes it on Escape, and on a click anywhere else. */
export function Popover({ label, icon, face, className, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = ({ currentTarget, newState }: ToggleEvent<HTMLDivElement>) => {
    button.current?.setAttribute('aria-expanded', String(newState === 'open'));
    if (newState === 'open' && button.current !== null) placeBeside(currentTarget, button.current);
  };
  return (
    <>
      <Button
        ref={button}
        icon={icon}
        aria-label={label}
        title={label}
        aria-expanded="false"
        popoverTarget={id}
        className={className}
      >
        {face}
      </Button>
      <div
        id={id}
        popover="auto"
        className="popover"
        role="group"
        aria-label={label}
        onToggle={place}
      >
        {children}
      </div>
    </>
  );
}

/** Below the button if there is room, else above; always inside the window. */
function placeBeside(panel: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const left = Math.min(anchor.left, window.innerWidth - width - MARGIN);
  const below = anchor.bottom + GAP;
  const fits = below + height + MARGIN <= window.innerHeight;
  const top = fits ? below : Math.max(MARGIN, anchor.top - height - GAP);
  panel.style.left = `${Math.max(MARGIN, left)}px`;
  panel.style.top = `${top}px`;
}
