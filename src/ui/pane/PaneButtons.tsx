import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { Panel } from '../../store/layout.ts';
import { fold, maximise } from '../../store/preferences.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** At the end of a panel's head: fold, and maximise. */
export function PaneButtons({ panel }: { readonly panel: Panel }) {
  const { t } = useTranslation();
  const isFolded = useApp(({ layout }) => layout.folded.includes(panel));
  const isMaximised = useApp(({ layout }) => layout.maximised === panel);
  const name = t(`panels.${panel}`);
  const folding = t(isFolded ? 'pane.unfold' : 'pane.fold', { name });
  const sizing = t(isMaximised ? 'pane.restore' : 'pane.maximise', { name });
  const FoldIcon = isFolded ? ChevronUp : ChevronDown;
  const SizeIcon = isMaximised ? Minimize2 : Maximize2;
  return (
    <div className="pane-buttons">
      {!isMaximised && (
        <Button
          icon={<FoldIcon size={14} />}
          aria-label={folding}
          title={folding}
          aria-expanded={!isFolded}
          onClick={() => fold(panel, !isFolded)}
        />
      )}
      <Button
        icon={<SizeIcon size={13} />}
        aria-label={sizing}
        title={sizing}
        aria-pressed={isMaximised}
        onClick={() => maximise(isMaximised ? undefined : panel)}
      />
    </div>
  );
}
