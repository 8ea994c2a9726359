import { Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import { Button } from '../controls/Button.tsx';
import { Tabs } from '../controls/Tabs.tsx';
import { PaneButtons } from '../pane/PaneButtons.tsx';
import { useApp } from '../use-app.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { setListing } from '../../store/preferences.ts';
import { litLines } from './lit-lines.ts';
import { SourceListing } from './SourceListing.tsx';
import { openSource } from './sources.ts';
import { useSources } from './use-sources.ts';
import { later } from '../controls/later.tsx';
import './SourcePanel.css';

const LabPanel = later(async () => (await import('../lab/LabPanel.tsx')).LabPanel);

/** The sources of the program; for the user's own program also the editor's controls. */
export function SourcePanel() {
  const isOwn = useApp(({ program }) => program.kind === 'files');
  if (!isOwn) return <Listings />;
  return <LabPanel listing={<Listings />} />;
}

/** Opens the listing in the lab, for editing and running. */
function EditButton() {
  const { t } = useTranslation('lab');
  return (
    <Button
      icon={<Pencil size={14} />}
      className="source-edit"
      title={t('editListing')}
      onClick={() => {
        import('../../store/own-arrivals.ts')
          .then(({ editListing }) => editListing())
          .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
      }}
    >
      {t('edit')}
    </Button>
  );
}

function Listings() {
  const { t } = useTranslation(['ui', 'recorded']);
  const open = useApp((state) => state.listing);
  const sources = useSources();
  const shown = openSource(sources ?? [], open);
  const threads = useApp((state) => state.world.threads);
  const session = useApp((state) => state.session);
  const lit = useMemo(() => {
    const ops = session?.trace.ops ?? [];
    // A main thread whose code has ended waits for the others: it is at no line of the program.
    return litLines(
      threads,
      ({ op }) => ops[op]?.life !== 'leave',
      ({ line, source }) => (shown?.source === source ? shown.lineOf(line) : undefined),
    );
  }, [threads, session, shown]);
  const isScenario = useApp(({ program }) => program.kind === 'scenario');
  const tabs = isScenario
    ? [
        { id: 'python', label: t('source.python') },
        { id: 'program', label: t('source.typescript') },
      ]
    : (sources ?? []).map(({ id, name }) => ({ id, label: name }));
  const isTextless = sources !== undefined && (shown?.listing.lines.length ?? 0) === 0;
  const helpOf = (id: string) => {
    if (!isScenario) return shown?.name ?? id;
    return t(id === 'python' ? 'source.pythonHelp' : 'source.typescriptHelp');
  };
  return (
    <Tabs
      label={t('source.listings')}
      tabs={tabs}
      shown={shown?.id ?? open}
      onShow={setListing}
      aside={
        <>
          {isScenario && shown?.id === 'python' && <EditButton />}
          <PaneButtons panel="source" />
        </>
      }
    >
      {isTextless && <p className="empty">{t('recorded:noSource')}</p>}
      {shown !== undefined && session !== undefined && !isTextless && (
        <SourceListing
          key={shown.id}
          name={helpOf(shown.id)}
          source={shown}
          lit={lit}
          threads={threads}
        />
      )}
    </Tabs>
  );
}
