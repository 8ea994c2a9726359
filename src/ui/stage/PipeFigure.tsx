import { useTranslation } from '../use-translation.ts';
import type { ProcessIndex } from '../../base/units.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { FigureProps } from './figure-props.ts';
import { PipeLane } from './PipeLane.tsx';
import { pipeEnds } from './pipe-ends.ts';
import { isAway } from './thread-tone.ts';
import { TokenField } from './TokenField.tsx';
import { tokenSizes } from './token-grid.ts';
import { NameText } from '../controls/NameText.tsx';

const LANE = 42;
const HEAD = 20;

/** A pipe: the two connected processes as columns, and between them a lane for each direction. */
export function PipeFigure(props: FigureProps) {
  const { figure, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [first] = figure.objects;
  const details = trace.objects[first];
  if (!details) return null;

  const ends = pipeEnds(trace, views, figure.objects, world.count);
  const users = [
    ...new Set(figure.objects.flatMap((object) => views.users.at(object, 'any', world.count))),
  ].toSorted((a, b) => a - b);
  const at = (process: ProcessIndex) =>
    users.filter((thread) => trace.threads[thread]?.process === process);
  const left = at(ends.left);
  const right = at(ends.right);
  const size = width >= 440 ? 'pill' : 'chip';
  const token = tokenSizes[size];
  const column = Math.min(Math.max(token.width + (size === 'pill' ? 16 : 8), width * 0.24), 160);
  const rows = Math.max(1, left.length, right.length);
  const height =
    HEAD + Math.max(figure.objects.length * LANE, rows * (token.height + token.gap) + 12);
  const place = (x: number) => (thread: number, i: number) => ({
    thread,
    part: t('pipe.end'),
    away: isAway(world.threads[thread]!, figure.objects),
    x: x + (column - token.width) / 2,
    y: HEAD + 8 + i * (token.height + token.gap),
  });
  const name = details.pair ?? details.name;
  return (
    <FigureFrame
      icon="pipe"
      kind={t('kind.pipe')}
      name={name}
      object={first}
      selection={selection}
      onSelect={onSelect}
    >
      <TokenField
        {...{ world, selection, onSelect, size, height }}
        label={t('pipe.label', { name })}
        where="process"
        tokens={[...left.map(place(0)), ...right.map(place(width - column))]}
      >
        {[ends.left, ends.right].map((process, i) => (
          <div
            key={i === 0 ? 'left' : 'right'}
            className="pipe-end"
            style={{
              width: column,
              height,
              transform: `translate(${i === 0 ? 0 : width - column}px, 0)`,
            }}
          >
            {process in trace.processes ? (
              <span className="pipe-process">
                <NameText name={world.names.process(process)} />
              </span>
            ) : (
              <span className="pipe-process" data-nobody>
                {t('pipe.nobody')}
              </span>
            )}
          </div>
        ))}
        {figure.objects.map((object, i) => (
          <PipeLane
            key={object}
            {...{ world, trace, views, object, onSelect }}
            rightward={ends.rightward[i] ?? true}
            selected={selection.kind === 'object' && selection.index === object}
            x={column + 8}
            y={HEAD + i * LANE}
            width={width - 2 * column - 16}
          />
        ))}
      </TokenField>
    </FigureFrame>
  );
}
