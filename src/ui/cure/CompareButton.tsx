import { FoldVertical } from 'lucide-react';
import { contrastFor, toggleComparing } from '../../store/compare-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { useCureTexts } from './words.ts';

/** Shows or hides the run with the cure beneath this one; renders nothing if no cure is known. */
export function CompareButton({ look = 'plain' }: { readonly look?: 'plain' | 'quiet' }) {
  const texts = useCureTexts();
  const program = useApp((state) => state.program);
  const isOpen = useApp((state) => state.comparing);
  const kind = contrastFor(program)?.kind;
  if (texts === undefined || kind === undefined) return null;
  return (
    <Button
      look={look}
      className="compare-button"
      icon={<FoldVertical size={15} />}
      aria-pressed={isOpen}
      onClick={toggleComparing}
    >
      {texts.compare[kind]}
    </Button>
  );
}
