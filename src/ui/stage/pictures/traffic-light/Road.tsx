import { useTranslation } from '../../../use-translation.ts';
import type { CssPx, ObjectIndex } from '../../../../base/units.ts';
import { useMedia } from '../../../use-app.ts';
import { Car } from './Car.tsx';
import { carPosition } from './car-position.ts';
import type { FigureProps } from '../../figure-props.ts';
import { tokenText } from '../../token-text.ts';
import { moveFocus } from '../../move-focus.ts';
import { layoutRoad } from './road-layout.ts';
import { conditionOf } from '../../../../views/condition.ts';

interface RoadProps extends Pick<FigureProps, 'world' | 'views' | 'selection' | 'onSelect'> {
  readonly event: ObjectIndex;
  readonly width: CssPx;
  readonly room: CssPx;
}

/** The road before and behind the stop line, with a lane and a car for each thread that uses the event. */
export function Road({ world, views, selection, onSelect, event, width, room }: RoadProps) {
  const { t } = useTranslation(['stage', 'views']);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const threads = views.crossings.threads(event, world.count);
  const layout = layoutRoad(threads.length, width, room);
  const chosen = selection.kind === 'thread' ? selection.index : -1;
  return (
    <div
      className="road"
      role="group"
      aria-label={t('road.label')}
      style={{ width, height: layout.height }}
      onKeyDown={moveFocus}
    >
      <div className="road-bed" />
      {layout.dividers.map((y) => (
        <span key={y} className="road-divider" style={{ transform: `translateY(${y}px)` }} />
      ))}
      <span className="road-line" style={{ transform: `translateX(${layout.line}px)` }} />
      {threads.map((thread, lane) => {
        const state = world.threads[thread];
        const crossing = views.crossings.at(event, thread, world.count);
        if (!state || !crossing) return null;
        const position = carPosition(crossing, state, world.time, still);
        const condition = conditionOf(state);
        const name = world.names.thread(thread);
        return (
          <Car
            key={thread}
            index={thread}
            text={tokenText(world.names, thread, 'dot')}
            label={t('token', {
              name,
              state: t(`views:condition.${condition}`),
              part: t(crossing.past ? 'road.past' : 'road.waits'),
            })}
            condition={condition}
            selected={thread === chosen}
            first={lane === 0}
            width={layout.car.width}
            height={layout.car.height}
            x={layout.carX(position.at)}
            y={layout.carY(lane)}
            presence={position.presence}
            onSelect={onSelect}
          />
        );
      })}
    </div>
  );
}
