import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { nothing } from '../../store/selection.ts';
import type { CardProps } from './card-props.ts';

interface CardHeadProps extends Pick<CardProps, 'onSelect'> {
  readonly kind: string;
  readonly title: ReactNode;
}

/** The selection's name, and a button to deselect it. */
export function CardHead({ kind, title, onSelect }: CardHeadProps) {
  const { t } = useTranslation('inspector');
  return (
    <header className="card-head">
      <h2 className="card-title">
        <span className="card-kind">{kind}</span>
        <span className="card-name">{title}</span>
      </h2>
      <button
        type="button"
        className="card-close"
        aria-label={t('unpin')}
        title={t('unpin')}
        onClick={() => onSelect(nothing)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </header>
  );
}
