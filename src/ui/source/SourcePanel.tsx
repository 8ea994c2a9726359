import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../controls/Tabs.tsx';
import { useApp } from '../use-app.ts';
import { setListing } from '../../store/preferences.ts';
import { litLines } from './lit-lines.ts';
import { SourceListing } from './SourceListing.tsx';
import { useListings } from './use-listings.ts';
import { useShownLine } from './use-shown-line.ts';
import './SourcePanel.css';

export function SourcePanel() {
  const { t } = useTranslation();
  const shown = useApp((state) => state.listing);
  const listings = useListings();
  const threads = useApp((state) => state.world.threads);
  const session = useApp((state) => state.session);
  const lineOf = useShownLine();
  const programLines = useMemo(() => {
    const found = new Map<number, number[]>();
    // Every step of a program carries a mark.
    for (const line of Object.values(listings?.program.marks ?? {}).flat()) {
      const shownLine = lineOf(line);
      if (shownLine !== undefined) found.set(shownLine, [...(found.get(shownLine) ?? []), line]);
    }
    return found;
  }, [listings, lineOf]);
  const lit = useMemo(() => {
    const ops = session?.trace.ops ?? [];
    // A main thread that has come to its end waits for the others: no line of the program says so.
    return litLines(threads, ({ op }) => ops[op]?.name.startsWith('drain') !== true, lineOf);
  }, [threads, session, lineOf]);
  return (
    <Tabs
      label={t('source.listings')}
      tabs={[
        { id: 'python', label: t('source.python') },
        { id: 'program', label: t('source.typescript') },
      ]}
      shown={shown}
      onShow={setListing}
    >
      {listings !== undefined && session !== undefined && (
        <SourceListing
          key={shown}
          name={t(shown === 'python' ? 'source.pythonHelp' : 'source.typescriptHelp')}
          listing={listings[shown]}
          lit={lit}
          threads={threads}
          trace={session.trace}
          programLines={programLines}
        />
      )}
    </Tabs>
  );
}
