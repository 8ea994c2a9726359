import { Check, Copy, Download } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarriedSteps } from '../../engines/step-run.ts';
import { app } from '../../store/app-state.ts';
import { currentFragment, LINK_LIMIT } from '../../store/share-actions.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { player } from '../../store/players.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { saveFile } from '../files/save-file.ts';
import { SaveFiles } from '../files/SaveFiles.tsx';
import { copyText } from './copy-text.ts';
import './ShareDialog.css';

type Copied = 'not-yet' | 'copied' | 'failed';

/** A link to what the page shows, where a link can carry it, and files that carry anything. */
export function ShareDialog() {
  const { t } = useTranslation(['ui', 'recorded']);
  const [links] = useState(linksOfNow);
  return (
    <Dialog title={t('share.title')} onClose={() => app.setState({ dialog: 'none' })}>
      {links === undefined ? (
        <p className="share-help">{t('recorded:share')}</p>
      ) : (
        <ShareLink links={links} />
      )}
      <SaveFiles />
    </Dialog>
  );
}

type Links = (parts: { theme: boolean; language: boolean }) => string;

/** The link says what the page showed when the dialog opened. It goes into the address bar when it is copied. */
function ShareLink({ links }: { readonly links: Links }) {
  const { t } = useTranslation();
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [parts, setParts] = useState({ theme: false, language: false });
  const [steps] = useState(stepsOfNow);
  const [copied, setCopied] = useState<Copied>('not-yet');
  const link = links(parts);
  const copy = async () => {
    if (field.current === null) return;
    const worked = await copyText(link, field.current);
    history.replaceState(history.state, '', link);
    setCopied(worked ? 'copied' : 'failed');
  };
  return (
    <>
      <p className="share-help">{t(steps === undefined ? 'share.help' : 'share.helpStep')}</p>
      <div className="share-row">
        <label className="visually-hidden" htmlFor={fieldId}>
          {t('share.link')}
        </label>
        <input
          ref={field}
          id={fieldId}
          className="share-field"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          look="strong"
          data-first
          icon={copied === 'copied' ? <Check size={16} /> : <Copy size={16} />}
          onClick={() => void copy()}
        >
          {t(copied === 'copied' ? 'share.copied' : 'share.copy')}
        </Button>
      </div>
      <p role="status" className={copied === 'failed' ? 'share-failed' : 'visually-hidden'}>
        {copied === 'failed' && t('share.copyFailed')}
        {copied === 'copied' && t('share.copied')}
      </p>
      {steps !== undefined && <ShareSteps steps={steps} />}
      <fieldset className="share-parts">
        <legend>{t('share.include')}</legend>
        {(['theme', 'language'] as const).map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              checked={parts[part]}
              onChange={(event) => {
                setParts({ ...parts, [part]: event.currentTarget.checked });
                setCopied('not-yet');
              }}
            />
            {t(`share.${part}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** What the link carries of a run in step mode; a file carries any run. */
function ShareSteps({ steps }: { readonly steps: CarriedSteps }) {
  const { t } = useTranslation();
  const { carried, total, chosen, rounded, unit } = steps;
  const text = () => {
    if (carried < total) return t('share.stepsSome', { carried, count: total });
    if (chosen === total) return t('share.stepsAllChosen', { count: total });
    if (chosen > 0) return t('share.stepsChosen', { chosen, count: total, named: total - chosen });
    if (rounded === 0) return t('share.steps', { count: total });
    return t('share.stepsRounded', { rounded, count: total, exact: total - rounded, unit });
  };
  return (
    <div className="share-steps">
      <p>{text()}</p>
      <Button look="plain" icon={<Download size={15} />} onClick={saveRun}>
        {t('share.saveFile')}
      </Button>
    </div>
  );
}

function saveRun(): void {
  import('../../store/file-actions.ts')
    .then(({ runFile }) => saveFile(runFile()))
    .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
}

function stepsOfNow(): CarriedSteps | undefined {
  return player()?.link(LINK_LIMIT);
}

/** The program goes on behind the dialog; the link does not. undefined where none can carry it. */
function linksOfNow(): Links | undefined {
  const address = location.href.replace(/#.*$/, '');
  const fragments = [0, 1, 2, 3].map((i) =>
    currentFragment({ theme: (i & 1) > 0, language: (i & 2) > 0 }),
  );
  if (fragments[0] === undefined) return undefined;
  return ({ theme, language }) =>
    `${address}#${fragments[(theme ? 1 : 0) + (language ? 2 : 0)] ?? ''}`;
}
