import { WrapText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ThreadChoice } from '../../engines/standing.ts';
import { takeLine } from '../../store/step/moves.ts';
import type { Trace } from '../../trace/trace.ts';
import { threadName } from '../../views/names.ts';
import { Button } from '../controls/Button.tsx';
import { useShownLine } from '../source/use-shown-line.ts';

interface LineButtonProps {
  readonly choice: ThreadChoice;
  readonly trace: Trace;
}

/** Takes a statement as a whole: `n -= 1` is a read and a write, and as steps there is room between them. */
export function LineButton({ choice: { thread, line }, trace }: LineButtonProps) {
  const { t } = useTranslation('step');
  const shownLine = useShownLine()(line);
  if (shownLine === undefined) return null;
  const label = t('wholeLine', { thread: threadName(trace, thread), line: shownLine });
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
