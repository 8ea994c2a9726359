import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useRef, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { takeTyped } from '../../store/typed-ahead.ts';
import { Button } from './Button.tsx';
import './Dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Called with what was typed while it was loading, if anything. */
  readonly onTyped?: (text: string) => void;
  readonly children: ReactNode;
}

/**
 * Open as long as it is rendered. The browser traps the focus and restores it afterwards. An element marked
 * `data-first` gets the focus first.
 */
export function Dialog({ title, onClose, onTyped, children }: DialogProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const pass = useEffectEvent((text: string) => onTyped?.(text));
  useEffect(() => {
    const element = dialog.current;
    // The stand-in gives the focus back first, for the browser restores what has it now.
    const typed = takeTyped();
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    if (typed !== '') pass(typed);
    return () => element?.close();
  }, []);
  // The browser reports a close later; by then the dialog may be open again.
  const closeIfClosed = () => {
    if (dialog.current?.open !== true) onClose();
  };
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onClose={closeIfClosed}
      onClick={closeOnBackdrop}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <Button icon={<X size={16} />} aria-label={t('close')} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
