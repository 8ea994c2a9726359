import { Flag } from 'lucide-react';
import { useTranslation } from '../../../use-translation.ts';
import { FigureFrame } from '../../FigureFrame.tsx';
import type { FigureProps } from '../../figure-props.ts';
import { LightDrawing, lampOf } from './LightDrawing.tsx';
import { BendingField } from '../../BendingField.tsx';
import { Road } from './Road.tsx';
import { leastRoad } from './road-layout.ts';
import './TrafficLightFigure.css';

const POST = 56;
/** Minimum height at which the colour's name is below the light. */
const WITH_WORD = 126;

/** A traffic light with its road: a car for each thread that uses the light's event. */
export default function TrafficLightFigure(props: FigureProps) {
  const { figure, world, views, trace, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [light, event] = figure.objects;
  const details = trace.objects[light];
  const state = world.objects[light];
  if (!details || !state) return null;

  const lamp = lampOf(state.text);
  const eventState = event === undefined ? undefined : world.objects[event];
  const cars = event === undefined ? 0 : views.crossings.threads(event, world.count).length;
  const gap = width >= 480 ? 24 : 12;
  return (
    <FigureFrame
      icon="traffic-light"
      kind={t('kind.traffic-light')}
      name={details.name}
      object={light}
      selection={selection}
      onSelect={onSelect}
      status={
        event !== undefined && eventState ? (
          <button
            type="button"
            className="flag-button"
            aria-pressed={selection.kind === 'object' && selection.index === event}
            onClick={() => onSelect({ kind: 'object', index: event })}
          >
            <span className="flag" data-set={eventState.measure === 1 || undefined}>
              <Flag
                size={12}
                aria-hidden="true"
                fill={eventState.measure === 1 ? 'currentColor' : 'none'}
              />
              <code>{trace.objects[event]?.name}</code>
              {t(eventState.measure === 1 ? 'event.isSet' : 'event.isClear')}
            </span>
            <span>{t('event.waiting', { count: eventState.waiting.length })}</span>
          </button>
        ) : undefined
      }
    >
      <BendingField least={leastRoad(cars)}>
        {(height) => (
          <div className="crossing" style={{ gap }}>
            <div className="crossing-post" style={{ width: POST }}>
              <LightDrawing lamp={lamp} label={t('light.shows', { value: t(`light.${lamp}`) })} />
              {height >= WITH_WORD && (
                <span className="crossing-value" aria-hidden="true">
                  {t(`light.${lamp}`)}
                </span>
              )}
            </div>
            {event !== undefined && (
              <Road
                {...props}
                event={event}
                width={Math.max(160, width - POST - gap)}
                room={height}
              />
            )}
          </div>
        )}
      </BendingField>
    </FigureFrame>
  );
}
