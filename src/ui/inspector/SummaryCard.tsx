import { useTranslation } from '../use-translation.ts';
import { isInner } from '../../trace/format.ts';
import { explainObject } from '../../views/explain-object.ts';
import { explainThread } from '../../views/explain-thread.ts';
import { countConditions } from '../stage/thread-groups.ts';
import { conditionOf, conditions } from '../../views/condition.ts';
import type { CardProps } from './card-props.ts';
import { ObjectLink, ThreadLink } from './Links.tsx';
import { PathFacts } from './PathFacts.tsx';
import { StateMark } from './StateMark.tsx';
import { useSentence } from './use-sentence.ts';

/** Maximum number of objects listed. */
const MOST_OBJECTS = 24;

/** The whole program, if nothing is selected. */
export function SummaryCard(props: CardProps) {
  const { world, trace } = props;
  const { t } = useTranslation('inspector');
  const say = useSentence();
  const counts = countConditions(world);
  const objects = world.objects.filter(({ index }) => !isInner(trace.objects[index]!));
  const failed = world.threads.filter((thread) => ['failed', 'lost'].includes(conditionOf(thread)));
  return (
    <article className="card">
      <header className="card-head">
        <h2 className="card-title">
          <span className="card-name">{t('summary.title')}</span>
        </h2>
      </header>
      <p className="state-marks">
        {conditions.map(
          (condition) =>
            counts[condition] > 0 && (
              <StateMark key={condition} condition={condition} count={counts[condition]} />
            ),
        )}
      </p>
      {failed.length > 0 && (
        <ul className="told" data-whole>
          {failed.slice(0, 8).map(({ index }) => (
            <li key={index}>
              <ThreadLink {...props} index={index} />
              <span className="told-text">
                {explainThread(trace, world, index).slice(0, 1).map(say).join('')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {objects.length > 0 && (
        <ul className="told">
          {objects.slice(0, MOST_OBJECTS).map(({ index }) => (
            <li key={index}>
              <ObjectLink {...props} index={index} />
              <span className="told-text figures">
                {explainObject(trace, world, index).slice(0, 1).map(say).join('')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <PathFacts {...props} />
      <p className="card-note">{t('summary.hint')}</p>
    </article>
  );
}
