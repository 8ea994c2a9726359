import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { player } from '../../store/players.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** In step mode: lets the selected thread take the next step, if it can. */
export function TakeStep({ thread }: { readonly thread: ThreadIndex }) {
  const { t } = useTranslation('inspector');
  const canMove = useApp(({ movers }) => movers.includes(thread));
  if (!canMove) return null;
  return (
    <Button look="plain" className="card-take" onClick={() => player()?.take(thread)}>
      {t('thread.takeStep')}
    </Button>
  );
}
