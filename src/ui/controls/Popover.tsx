import { useId, useRef, useState, type ReactNode, type Ref, type ToggleEvent } from 'react';
import { Button } from './Button.tsx';
import './Popover.css';

const GAP = 6;
const MARGIN = 8;

interface PopoverProps {
  /** Name of the panel, and start of the button's name. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Visible text of the button beside the icon: part of its name, for speech control. */
  readonly face?: ReactNode;
  readonly className?: string;
  /** The panel: `showPopover` and `hidePopover` open and close it. */
  readonly ref?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/**
 * A button that opens a small panel beside itself. The browser closes it on Escape, and on a click elsewhere. The
 * panel's content is rendered only while it is open, and until the browser has returned the focus to the button.
 */
export function Popover({ label, icon, face, className, ref, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onToggle = ({ currentTarget, newState }: ToggleEvent<HTMLDivElement>) => {
    if (newState === 'closed') setOpen(false);
    else if (button.current !== null) placeBeside(currentTarget, button.current);
  };
  return (
    <>
      <Button
        ref={button}
        icon={icon}
        aria-label={face === undefined ? label : undefined}
        title={label}
        aria-expanded={isOpen}
        popoverTarget={id}
        className={className}
      >
        {face === undefined ? undefined : (
          <>
            {face !== label && <span className="visually-hidden">{`${label}: `}</span>}
            {face}
          </>
        )}
      </Button>
      <div
        ref={ref}
        id={id}
        popover="auto"
        className="popover"
        role="group"
        aria-label={label}
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') setOpen(true);
        }}
        onToggle={onToggle}
      >
        {isOpen && children}
      </div>
    </>
  );
}

/** Below the button if there is room, else above; always inside the window. */
function placeBeside(panel: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const zoom = panel.currentCSSZoom ?? 1;
  const left = Math.min(anchor.left, window.innerWidth - width - MARGIN);
  const below = anchor.bottom + GAP;
  const fits = below + height + MARGIN <= window.innerHeight;
  const top = fits ? below : Math.max(MARGIN, anchor.top - height - GAP);
  panel.style.left = `${Math.max(MARGIN, left) / zoom}px`;
  panel.style.top = `${top / zoom}px`;
}
