import { Component, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { Button } from './Button.tsx';
import './Boundary.css';

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | undefined;
}

/** Error boundary: a failing panel shows an error in its place; the others continue. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Failure error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}

function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="boundary scroll" role="alert">
      <h2>{t('crash.title')}</h2>
      <p>{t('crash.help')}</p>
      <p className="boundary-report">{t('crash.report', { message: error.message })}</p>
      <Button look="plain" onClick={onRetry}>
        {t('crash.again')}
      </Button>
    </section>
  );
}
