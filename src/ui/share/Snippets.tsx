import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { Button } from '../controls/Button.tsx';
import { copyText } from './copy-text.ts';
import { elementSnippet, htmlSnippet, markdownSnippet, type Snippet } from './snippets.ts';

const kinds = {
  markdown: markdownSnippet,
  frame: htmlSnippet,
  element: elementSnippet,
} as const;

/** The link as snippets for other pages. */
export function Snippets({ snippet }: { readonly snippet: Snippet }) {
  const { t } = useTranslation('share');
  return (
    <div className="share-snippets">
      {(['markdown', 'frame', 'element'] as const).map((kind) => (
        <SnippetRow key={kind} name={t(`snippets.${kind}`)} text={kinds[kind](snippet)} />
      ))}
    </div>
  );
}

function SnippetRow({ name, text }: { readonly name: string; readonly text: string }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState('');
  const copy = async () => {
    if (field.current !== null && (await copyText(text, field.current))) setCopied(text);
  };
  const isCopied = copied === text;
  return (
    <label className="share-snippet">
      <span>{name}</span>
      <input
        ref={field}
        className="share-field"
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        look="plain"
        icon={isCopied ? <Check size={15} /> : <Copy size={15} />}
        aria-label={`${t('share.copy')}: ${name}`}
        onClick={() => void copy()}
      />
    </label>
  );
}
