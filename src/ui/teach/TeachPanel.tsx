import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { app } from '../../store/app-state.ts';
import { keepLearning } from '../../store/teach/learning.ts';
import { openLearn } from '../../store/teach/learn-link.ts';
import { leaveTour } from '../../store/teach/touring.ts';
import { Button } from '../controls/Button.tsx';
import { Tabs, type Tab } from '../controls/Tabs.tsx';
import { useApp } from '../use-app.ts';
import { AskedCard } from './AskedCard.tsx';
import { Challenges } from './Challenges.tsx';
import { Lessons } from './Lessons.tsx';
import { QuestionSettings } from './QuestionSettings.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useTeach } from './use-teach.ts';
import { useTeachTexts, type TeachTexts } from './words.ts';
import { later } from '../controls/later.tsx';
import './TeachPanel.css';

/** Challenges, lessons and questions. */
export function TeachPanel() {
  const texts = useTeachTexts();
  const learn = useApp((state) => state.learn);
  useEffect(keepLearning, []);
  const own = useTeach((state) => state.own);
  // A lesson in a link is decoded later than its name.
  useEffect(() => openLearn(learn), [learn, own]);
  return texts === undefined ? null : <Panel texts={texts} />;
}

const views = ['challenges', 'lessons', 'questions', 'write'] as const;
type View = (typeof views)[number];

/** Loaded when the reader starts to write. */
const WritePanel = later(async () => (await import('./write/WritePanel.tsx')).WritePanel);

function Panel({ texts }: { readonly texts: TeachTexts }) {
  const { panel } = texts;
  const view = useApp(({ teaching }) => teaching ?? 'challenges');
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(body);
  const tabs: Tab<View>[] = views.map((id) => ({ id, label: panel.tabs[id] }));
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
        onShow={(teaching) => {
          if (teaching === 'write') leaveTour();
          app.setState({ teaching });
        }}
      >
        <div ref={body} className="teach-body scroll" tabIndex={-1}>
          <AskedCard texts={texts} />
          {view === 'challenges' && <Challenges texts={texts} />}
          {view === 'lessons' && <Lessons texts={texts} />}
          {view === 'questions' && <QuestionSettings texts={texts} />}
          {view === 'write' && <WritePanel texts={texts} />}
        </div>
      </Tabs>
    </section>
  );
}
