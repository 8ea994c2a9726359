import { X } from 'lucide-react';
import { useEffect } from 'react';
import { app } from '../../store/app-state.ts';
import { followRun } from '../../store/teach/asking.ts';
import { closeChallenge, follow } from '../../store/teach/challenging.ts';
import { loadProgress } from '../../store/teach/progress.ts';
import { openLearn } from '../../store/teach/learn-link.ts';
import { leaveTour } from '../../store/teach/touring.ts';
import { Button } from '../controls/Button.tsx';
import { Tabs, type Tab } from '../controls/Tabs.tsx';
import { useApp } from '../use-app.ts';
import { AskedCard } from './AskedCard.tsx';
import { Challenges } from './Challenges.tsx';
import { Lessons } from './Lessons.tsx';
import { QuestionSettings } from './QuestionSettings.tsx';
import { useTeachTexts, type TeachTexts } from './words.ts';
import './TeachPanel.css';

/** What there is to learn from: to bring about, to be shown, to be asked. */
export function TeachPanel() {
  const texts = useTeachTexts();
  const learn = useApp((state) => state.learn);
  useEffect(() => {
    loadProgress();
    const ends = [follow(), followRun(), closeChallenge, leaveTour];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  useEffect(() => openLearn(learn), [learn]);
  return texts === undefined ? null : <Panel texts={texts} />;
}

type View = 'challenges' | 'lessons' | 'questions';

function Panel({ texts }: { readonly texts: TeachTexts }) {
  const { panel } = texts;
  const view = useApp(({ teaching }) => teaching ?? 'challenges');
  const tabs: Tab<View>[] = (['challenges', 'lessons', 'questions'] as const).map((id) => ({
    id,
    label: panel.tabs[id],
  }));
  const close = (
    <Button
      icon={<X size={15} />}
      aria-label={panel.close}
      title={panel.close}
      onClick={() => app.setState({ teaching: undefined })}
    />
  );
  return (
    <section className="teach" aria-label={panel.label}>
      <Tabs
        label={panel.label}
        tabs={tabs}
        aside={close}
        shown={view}
        onShow={(teaching) => app.setState({ teaching })}
      >
        <div className="teach-body scroll">
          <AskedCard texts={texts} />
          {view === 'challenges' && <Challenges texts={texts} />}
          {view === 'lessons' && <Lessons texts={texts} />}
          {view === 'questions' && <QuestionSettings texts={texts} />}
        </div>
      </Tabs>
    </section>
  );
}
