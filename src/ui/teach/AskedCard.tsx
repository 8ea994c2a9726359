import { Play } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Question } from '../../teach/question.ts';
import { answer, goOn } from '../../store/teach/asking.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** The question at this instant; renders nothing if there is none. */
export function AskedCard({ texts }: { readonly texts: TeachTexts }) {
  const asked = useTeach((state) => state.asked);
  const language = useApp((state) => state.language);
  const card = useRef<HTMLElement>(null);
  const isAsked = asked !== undefined;
  // Moves the focus to the question, unless it is in use elsewhere on the page.
  useEffect(() => {
    const { activeElement } = document;
    const isFree = activeElement?.matches('body, .teach *') !== false;
    if (isAsked && isFree) card.current?.focus();
  }, [isAsked]);
  if (asked === undefined) return null;
  const { question, answered } = asked;
  const { ask, because } = question.texts[language];
  const { panel } = texts;
  return (
    <article
      ref={card}
      className="teach-card teach-asked"
      aria-label={panel.question}
      tabIndex={-1}
    >
      <p className="teach-goal" role="status">
        {ask}
      </p>
      {answered === undefined ? (
        <Answers key={question.id} question={question} texts={texts} />
      ) : (
        <>
          <p className="teach-because" role="status" data-right={answered.isRight || undefined}>
            <strong>{answered.isRight ? panel.right : panel.wrong}</strong>{' '}
            {!answered.isRight &&
              `${fill(panel.itIs, { answer: answerText(question, answered.right, language) })} `}
            {because}
            {answered.isOnlySaid && ` ${panel.onlySaid}`}
          </p>
          <div className="teach-buttons">
            <Button look="strong" icon={<Play size={14} />} onClick={goOn}>
              {panel.see}
            </Button>
          </div>
        </>
      )}
    </article>
  );
}

function answerText({ by, texts }: Question, right: string, language: 'en' | 'zh-CN'): string {
  if (by.kind !== 'choice') return right;
  const at = by.options.findIndex(({ id }) => id === right);
  return texts[language].options?.[at] ?? right;
}

function Answers({ question, texts }: { readonly question: Question; readonly texts: TeachTexts }) {
  const { by } = question;
  if (by.kind === 'number') return <NumberAnswer texts={texts} />;
  if (by.kind === 'thread') return <ThreadAnswer texts={texts} />;
  return <ChoiceAnswer question={question} />;
}

function ChoiceAnswer({ question: { by, texts } }: { readonly question: Question }) {
  const language = useApp((state) => state.language);
  if (by.kind !== 'choice') return null;
  return (
    <div className="teach-buttons">
      {by.options.map(({ id }, n) => (
        <Button key={id} look="plain" onClick={() => answer(id)}>
          {texts[language].options?.[n] ?? id}
        </Button>
      ))}
    </div>
  );
}

function ThreadAnswer({ texts }: { readonly texts: TeachTexts }) {
  const world = useApp((state) => state.world);
  const alive = world.threads.filter(({ run }) => run !== 'ended');
  return (
    <>
      <p className="teach-note">{texts.panel.byLane}</p>
      <div className="teach-buttons">
        {alive.map(({ index }) => (
          <Button key={index} look="plain" onClick={() => answer(world.names.brief(index))}>
            {world.names.brief(index)}
          </Button>
        ))}
      </div>
    </>
  );
}

function NumberAnswer({ texts }: { readonly texts: TeachTexts }) {
  const [given, setGiven] = useState('');
  const id = useId();
  return (
    <form
      className="teach-buttons"
      onSubmit={(event) => {
        event.preventDefault();
        if (given.trim() !== '') answer(given);
      }}
    >
      <label htmlFor={id} className="teach-note">
        {texts.panel.number}
      </label>
      <input
        id={id}
        className="teach-number figures"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        value={given}
        onChange={(event) => setGiven(event.currentTarget.value)}
      />
      <Button look="plain" type="submit">
        {texts.panel.answer}
      </Button>
    </form>
  );
}
