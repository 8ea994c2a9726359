import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { explainThread } from '../../views/explain-thread.ts';
import { conditionOf } from '../../views/condition.ts';
import { CardHead } from './CardHead.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { LineFact } from './LineFact.tsx';
import { EventLinks, ObjectLink, ObjectLinks, ThreadLinks } from './Links.tsx';
import { eventsBefore } from './near-events.ts';
import { TakeStep } from './TakeStep.tsx';
import { ThreadHistory } from './ThreadHistory.tsx';
import { StateMark } from './StateMark.tsx';
import { useSentence } from './use-sentence.ts';

/** A thread: its state, its wait and what blocks it, its holds, its last events. */
export function ThreadCard(props: CardProps & { thread: ThreadIndex }) {
  const { world, trace, onSelect, thread } = props;
  const { t } = useTranslation('inspector');
  const say = useSentence();
  const state = world.threads[thread];
  const details = trace.threads[thread];
  const last = state?.lastEvent ?? -1;
  const events = useMemo(
    () =>
      eventsBefore(last, 6, (seq) => trace.thread(seq) === thread || trace.other(seq) === thread),
    [trace, thread, last],
  );
  const head = (
    <CardHead kind={t('kind.thread')} title={world.names.thread(thread)} onSelect={onSelect} />
  );
  if (!state || !details) {
    return (
      <article className="card">
        {head}
        <p className="card-note">{t('notYet')}</p>
      </article>
    );
  }
  const process = world.names.process(details.process);
  const pid = trace.processes[details.process]?.pid ?? -1;
  const [headline, ...others] = explainThread(trace, world, thread);
  const holds = world.objects.filter(({ holders }) => holders.includes(thread));
  const core = world.seats.indexOf(thread) + 1;
  const holders = world.objects[state.object]?.holders ?? [];
  const inTheWay = holders.length > 0 ? holders : state.blockedBy >= 0 ? [state.blockedBy] : [];
  return (
    <article className="card">
      {head}
      <TakeStep thread={thread} />
      <StateMark condition={conditionOf(state)} />
      {headline && <p className="card-sentence">{say(headline)}</p>}
      {others.map((sentence) => (
        <p key={sentence.key} className="card-note">
          {say(sentence)}
        </p>
      ))}
      <Facts>
        {state.object >= 0 && (
          <Fact name={t('thread.waitsOn')}>
            <ObjectLink {...props} index={state.object} />
          </Fact>
        )}
        {state.run !== 'ended' && inTheWay.length > 0 && (
          <Fact name={t(holders.length > 0 ? 'thread.heldBy' : 'thread.waitsFor')}>
            <ThreadLinks {...props} threads={[...new Set(inTheWay)]} />
          </Fact>
        )}
        <Fact name={t('thread.holds')}>
          {holds.length === 0 ? (
            <span className="fact-none">{t('nothing')}</span>
          ) : (
            <ObjectLinks {...props} objects={holds.map(({ index }) => index)} />
          )}
        </Fact>
        <LineFact line={state.line} source={state.source} />
        {details.target !== '' && (
          <Fact name={t('thread.target')}>
            <code>{details.target}</code>
          </Fact>
        )}
        {core > 0 && <Fact name={t('thread.core')}>{core}</Fact>}
        <Fact name={t('thread.process')}>
          {pid < 0 ? process : t('thread.processOf', { process, pid })}
        </Fact>
        <Fact name={t('thread.daemon')}>{t(details.daemon ? 'yes' : 'no')}</Fact>
      </Facts>
      <ThreadHistory key={thread} {...props} />
      <EventLinks {...{ world, trace, onSelect, events }} caption={t('lastEvents')} />
    </article>
  );
}
