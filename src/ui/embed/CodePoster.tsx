import { useTranslation } from '../use-translation.ts';
import type { DecodedCode } from '../../share/code/code-text.ts';
import { canSwitchStacks } from '../lab/stack-switching.ts';
import { PosterCard } from './Poster.tsx';

export interface ShownCode {
  readonly kind: 'code';
  readonly code: DecodedCode;
  /** Title by the link's author. */
  readonly title: string | undefined;
}

interface CodePosterProps extends ShownCode {
  /** Fragment of the link to start. */
  readonly fragment: string;
  readonly onStart: () => void;
}

/** Code from a link, for reading: nothing runs, and no interpreter is loaded, before the button is pressed. */
export function CodePoster({ code, title, fragment, onStart }: CodePosterProps) {
  const { t } = useTranslation(['ui', 'embed', 'lab']);
  const files = 'files' in code ? code.files : [];
  const summary = () => {
    if ('problem' in code) return t(`ui:code.${code.problem}`);
    return t(canSwitchStacks ? 'embed:code' : 'lab:noStackSwitching');
  };
  const canRun = files.length > 0 && canSwitchStacks;
  return (
    <main className="poster poster-of-code">
      <div className="poster-code scroll" tabIndex={0} role="region" aria-label={t('lab:code')}>
        {files.map(({ path, text }) => (
          <figure key={path}>
            {files.length > 1 && <figcaption>{path}</figcaption>}
            <pre>{text}</pre>
          </figure>
        ))}
      </div>
      <PosterCard
        title={title ?? files[0]?.path}
        summary={summary()}
        fragment={fragment}
        onStart={canRun ? onStart : undefined}
      />
    </main>
  );
}
