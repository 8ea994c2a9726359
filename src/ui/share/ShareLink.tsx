import { Check, Copy, QrCode as QrIcon, Share2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import {
  fragmentFor,
  LINK_LIMIT,
  linkKinds,
  type LinkKind,
  type LinkOfNow,
} from '../../store/share-actions.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { useGallery } from '../gallery/use-gallery.ts';
import { useApp } from '../use-app.ts';
import { copyText } from './copy-text.ts';
import { ShareSteps } from './ShareSteps.tsx';
import { Snippets } from './Snippets.tsx';
import { WordsEditor } from './WordsEditor.tsx';
import { later } from '../controls/later.tsx';

const QrCode = later(async () => (await import('./QrCode.tsx')).QrCode);

type Copied = 'not-yet' | 'copied' | 'failed';

export type Links = Partial<Record<LinkKind, LinkOfNow>>;

/** The link encodes the page's state when the dialog opened. Copying it also puts it into the address bar. */
export function ShareLink({ links }: { readonly links: Links }) {
  const { t } = useTranslation(['ui', 'share']);
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const words = useApp((state) => state.words);
  const gallery = useGallery();
  const [parts, setParts] = useState({ theme: false, language: false });
  const [kind, setKind] = useState<LinkKind>(links.run === undefined ? 'view' : 'run');
  const [shorter, setShorter] = useState<string>();
  const [copied, setCopied] = useState<Copied>('not-yet');
  const [hasCode, setHasCode] = useState(false);

  const home = location.href.replace(/[?#].*$/, '');
  const fragmentOf = (of: LinkKind) => {
    const link = links[of];
    return link === undefined ? undefined : fragmentFor({ ...link.value, ...words }, parts);
  };
  const fragment = shorter ?? fragmentOf(kind) ?? '';
  const link = `${home}#${fragment}`;
  const program = links.scenario?.value.program;
  const scenario = program?.kind === 'scenario' ? program.id : undefined;
  const title =
    words.title ??
    (scenario === undefined ? t('share:ownTitle') : (gallery[scenario]?.title ?? scenario));
  const steps = kind === 'run' && shorter === undefined ? links.run?.steps : undefined;
  const change = (act: () => void) => {
    act();
    setCopied('not-yet');
  };
  const copy = async () => {
    if (field.current === null) return;
    const worked = await copyText(link, field.current);
    history.replaceState(history.state, '', link);
    setCopied(worked ? 'copied' : 'failed');
  };
  return (
    <>
      <Choice
        label={t('share:opens')}
        options={linkKinds
          .filter((one) => links[one] !== undefined)
          .map((value) => ({ value, label: t(`share:kinds.${value}`) }))}
        chosen={kind}
        onChoose={(next) =>
          change(() => {
            setKind(next);
            setShorter(undefined);
          })
        }
      />
      <p className="share-help">{t(`share:help.${kind}`)}</p>
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
      <div className="share-ways">
        <span className="share-length figures">
          {t('share:length', { count: link.length, most: LINK_LIMIT })}
        </span>
        <Button
          icon={<QrIcon size={15} />}
          aria-pressed={hasCode}
          onClick={() => setHasCode(!hasCode)}
        >
          {t('share:qr')}
        </Button>
        {typeof navigator.share === 'function' && (
          <Button icon={<Share2 size={15} />} onClick={() => hand(title, link)}>
            {t('share:hand')}
          </Button>
        )}
      </div>
      {hasCode && <QrCode link={link} />}
      {steps !== undefined && (
        <ShareSteps steps={steps} onShorter={(found) => change(() => setShorter(found))} />
      )}
      {links.run === undefined && <p className="share-help">{t('share:noRun')}</p>}
      <fieldset className="share-parts">
        <legend>{t('share.include')}</legend>
        {(['theme', 'language'] as const).map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              checked={parts[part]}
              onChange={(event) => {
                const isOn = event.currentTarget.checked;
                change(() => setParts({ ...parts, [part]: isOn }));
              }}
            />
            {t(`share.${part}`)}
          </label>
        ))}
      </fieldset>
      <details className="share-more">
        <summary>{t('share:words')}</summary>
        <WordsEditor />
      </details>
      <details className="share-more">
        <summary>{t('share:snippetsName')}</summary>
        <Snippets snippet={{ home, scenario, title, fragment }} />
      </details>
    </>
  );
}

/** Opens the system's share sheet. Closing it is no error. */
function hand(title: string, url: string): void {
  navigator.share({ title, url }).catch(() => undefined);
}
