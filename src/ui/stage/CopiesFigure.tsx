import { useTranslation } from '../use-translation.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { kindLabel } from './kind-label.ts';
import type { FigureProps } from './figure-props.ts';
import './CopiesFigure.css';

/** Maximum number of copies drawn. */
const MOST = 200;

/** A variable of which many processes have copies: a value for each process. */
export default function CopiesFigure(props: FigureProps) {
  const { figure, world, trace, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [first] = figure.objects;
  const details = trace.objects[first];
  if (!details) return null;
  return (
    <FigureFrame
      icon={details.kind}
      kind={kindLabel(t, details)}
      name={world.names.ownObject(first)}
      object={first}
      selection={selection}
      onSelect={onSelect}
      status={t('variable.copies', { count: figure.objects.length })}
    >
      <ul className="copies">
        {figure.objects.slice(0, MOST).map((index) => {
          const object = world.objects[index];
          const process = trace.objects[index]?.process ?? -1;
          return (
            object && (
              <li key={index}>
                <button
                  type="button"
                  className="copy"
                  aria-pressed={selection.kind === 'object' && selection.index === index}
                  onClick={() => onSelect({ kind: 'object', index })}
                >
                  <output className="copy-value">{object.text || object.measure}</output>
                  <span className="copy-place">
                    {t('contents.in', { process: world.names.process(process) })}
                  </span>
                </button>
              </li>
            )
          );
        })}
      </ul>
    </FigureFrame>
  );
}
