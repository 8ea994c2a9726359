import { useId } from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import type { Scope } from '../../store/command.ts';
import { allCommands, commands } from '../../store/commands.ts';
import { setShortcuts } from '../../store/preferences.ts';
import { timelineCommands } from '../../timeline/commands.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useApp } from '../use-app.ts';
import { chordText, timelineKeyText } from './chord-text.ts';
import './KeysDialog.css';

interface Row {
  readonly id: string;
  readonly label: string;
  readonly keys: readonly string[];
}

/** Lists every key, derived from the commands. */
export function KeysDialog() {
  const { t } = useTranslation(['ui', 'timeline']);
  const switchId = useId();
  const shortcuts = useApp((state) => state.shortcuts);
  const language = useApp((state) => state.language);
  const rows = (scope: Scope): Row[] =>
    allCommands
      .filter(({ scope: own, keys }) => own === scope && keys.length > 0)
      .map(({ id, keys }) => ({
        id,
        label: t(`commands.${id}`),
        keys: keys.map((chord) => chordText(chord, t)),
      }));
  const timelineRows = timelineCommands.map(({ id, keys }) => ({
    id,
    label: t(`timeline:commands.${id}` as 'timeline:commands.fit'),
    keys: keys.map((key) => timelineKeyText(key, t)),
  }));
  return (
    <Dialog title={t('keys.title')} onClose={() => app.setState({ dialog: 'none' })}>
      <p>
        <a href={`manual/${language}.html`} target="_blank" rel="noopener">
          {t('keys.manual')}
        </a>
      </p>
      <p>
        <Button look="plain" onClick={beginTour}>
          {t('commands.welcome')}
        </Button>
      </p>
      <Keys title={t('keys.page')} rows={rows('page')} />
      <Keys title={t('keys.player')} rows={rows('player')} />
      <Keys title={t('keys.timeline')} rows={timelineRows} />
      <div className="keys-switch">
        <Switch
          id={switchId}
          describedBy={`${switchId}-help`}
          isOn={shortcuts}
          onChange={setShortcuts}
        />
        <div>
          <label htmlFor={switchId}>{t('keys.shortcuts')}</label>
          <p id={`${switchId}-help`}>{t('keys.shortcutsHelp')}</p>
        </div>
      </div>
    </Dialog>
  );
}

function beginTour(): void {
  app.setState({ dialog: 'none' });
  commands.welcome.run();
}

/** 1 to 9 are shown as a range. */
const shortened = (keys: readonly string[]): readonly string[] =>
  keys.length > 4 ? [keys[0] ?? '', '', keys.at(-1) ?? ''] : keys;

function Keys({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section>
      <h3 className="caption">{title}</h3>
      <dl className="keys">
        {rows.map(({ id, label, keys }) => (
          <div key={id} className="keys-row">
            <dt>{label}</dt>
            <dd>{shortened(keys).map((key) => (key === '' ? '–' : <kbd key={key}>{key}</kbd>))}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
