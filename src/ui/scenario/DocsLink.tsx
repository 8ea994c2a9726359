import { BookOpen } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { Language } from '../../scenarios/texts.ts';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { useApp } from '../use-app.ts';

const library = {
  en: 'https://docs.python.org/3/',
  'zh-CN': 'https://docs.python.org/zh-cn/3/',
} as const satisfies Record<Language, string>;

/** The section of Python's documentation on the scenario's topic. No request is made before it is pressed. */
export function DocsLink({ texts }: { readonly texts: ScenarioTexts }) {
  const { t } = useTranslation();
  const language = useApp((state) => state.language);
  const label = t('scenario.docs', { section: texts.docs });
  return (
    <a
      className="scenario-docs"
      href={library[language] + texts.docsAt}
      target="_blank"
      rel="noreferrer"
      title={label}
    >
      <BookOpen size={14} aria-hidden="true" />
      {t('scenario.docsShort')}
      <span className="visually-hidden">{`: ${texts.docs}`}</span>
    </a>
  );
}
