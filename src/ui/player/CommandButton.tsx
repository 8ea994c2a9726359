import type { ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { Command } from '../../store/command.ts';
import { Button } from '../controls/Button.tsx';
import { chordText } from '../keys/chord-text.ts';
import { useApp } from '../use-app.ts';

interface CommandButtonProps {
  readonly command: Command;
  readonly icon: ReactNode;
  /** If the name depends on the state (Play, Pause). */
  readonly label?: string;
  readonly className?: string;
  /** Visible text beside the icon. */
  readonly face?: string;
}

/** A command as a button: its name, with its key in the tooltip. */
export function CommandButton({ command, icon, label, className, face }: CommandButtonProps) {
  const { t } = useTranslation();
  const isEnabled = useApp(() => command.isEnabled());
  const name = label ?? t(`commands.${command.id}`);
  const [chord] = command.keys;
  return (
    <Button
      icon={icon}
      className={className}
      aria-label={name}
      title={chord === undefined ? name : `${name} (${chordText(chord, t)})`}
      disabled={!isEnabled}
      onClick={() => command.run()}
    >
      {face && <span className="command-face">{face}</span>}
    </Button>
  );
}
