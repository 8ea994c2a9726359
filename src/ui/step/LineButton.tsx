import { WrapText } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadChoice } from '../../engines/standing.ts';
import { takeLine } from '../../store/step/moves.ts';
import { Button } from '../controls/Button.tsx';
import { useShownLine } from '../source/use-shown-line.ts';
import { useApp } from '../use-app.ts';

interface LineButtonProps {
  readonly choice: ThreadChoice;
}

/** Takes a whole statement: `n -= 1` is a read and a write, between which other threads can step. */
export function LineButton({ choice: { thread, line, source } }: LineButtonProps) {
  const { t } = useTranslation('step');
  const names = useApp(({ world }) => world.names);
  const shownLine = useShownLine()(line, source);
  if (shownLine === undefined) return null;
  const label = t('wholeLine', { thread: names.thread(thread), line: shownLine });
  return (
    <Button
      className="step-whole-line"
      icon={<WrapText size={14} />}
      aria-label={label}
      title={`${label}\n${t('wholeLineHelp')}`}
      onClick={() => void takeLine(thread)}
    />
  );
}
