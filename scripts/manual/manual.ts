/** The manual of the page, one HTML file a language: prose from docs/manual, facts from the page's own sources. */
import { readFileSync } from 'node:fs';
import { chapters, type Scenario, type ScenarioTexts } from '../../src/scenarios/scenario.ts';
import { constructs } from '../../src/ui/differences/differences.ts';
import { inHtml, inline, render } from './html.ts';

export const manualLanguages = ['en', 'zh-CN'] as const;
export type ManualLanguage = (typeof manualLanguages)[number];

const others: Readonly<
  Record<ManualLanguage, { file: ManualLanguage; name: string; back: string }>
> = {
  en: { file: 'zh-CN', name: '简体中文', back: 'To the page' },
  'zh-CN': { file: 'en', name: 'English', back: '回到页面' },
};

const source = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Catalogues of the page whose words the manual uses. */
const catalogues = {
  ui: 'src/ui/texts/',
  views: 'src/views/texts/',
  recorded: 'src/ui/recorded/texts.',
};

function textAt(language: ManualLanguage, path: string): unknown {
  const [namespace = '', keys = ''] = path.split(':');
  const folder = catalogues[namespace as keyof typeof catalogues];
  if (folder === undefined) throw new Error(`the manual knows no texts of ${namespace}`);
  let found: unknown = JSON.parse(source(`${folder}${language}.json`));
  for (const key of keys.split('.')) found = (found as Record<string, unknown> | undefined)?.[key];
  if (found === undefined) throw new Error(`the manual names a text that is not there: ${path}`);
  return found;
}

/** Fills in what is between braces in a line of prose. */
function filled(markdown: string, language: ManualLanguage): string {
  const wordAt = (path: string) => textAt(language, path) as string;
  return markdown
    .replace(/\{\{key:([^}]+)\}\}/g, (_, path: string) => `\`${wordAt(path)}\``)
    .replace(
      /\{\{state:(\w+)\}\}/g,
      (_, state: string) => `**${wordAt(`views:condition.${state}`)}**`,
    )
    .replace(/^- \{\{ui-list:([^}]+)\}\}$/gm, (_, path: string) => {
      const names = textAt(language, 'recorded:export.formats') as Record<string, string>;
      const texts = textAt(language, path) as Record<string, string>;
      return Object.entries(texts)
        .map(([key, text]) => `- ${names[key] ?? key}: ${text}`)
        .join('\n');
    })
    .replace(/\{\{ui-list:([^}]+)\}\}/g, (_, path: string) =>
      Object.values(textAt(language, path) as Record<string, string>).join(
        language === 'en' ? ', ' : '、',
      ),
    )
    .replaceAll('{{home}}', 'https://weft.example/');
}

function scenarioHtml({ id, params }: Scenario, language: ManualLanguage): string {
  const texts = JSON.parse(source(`src/scenarios/${id}/texts.${language}.json`)) as ScenarioTexts;
  const knobs = Object.keys(params)
    .map((name) => {
      const param = texts.params[name];
      return `<dt>${inHtml(param?.label ?? name)}</dt><dd>${inHtml(param?.help ?? '')}</dd>`;
    })
    .join('');
  return [
    `<article id="${id}">`,
    `<h4><a href="../#s=${id}&amp;lang=${language}">${inHtml(texts.title)}</a></h4>`,
    `<p>${inline(texts.summary)}</p>`,
    `<p>${inHtml(texts.look)}</p>`,
    knobs === '' ? '' : `<dl>${knobs}</dl>`,
    `<p class="source">${inHtml(texts.docs)}</p>`,
    '</article>',
  ].join('');
}

function scenariosHtml(scenarios: readonly Scenario[], language: ManualLanguage): string {
  return chapters
    .map((chapter) => {
      const name = textAt(language, `ui:gallery.chapters.${chapter}`) as string;
      const own = scenarios.filter((scenario) => scenario.chapter === chapter);
      return `<h3>${inHtml(name)}</h3>${own.map((one) => scenarioHtml(one, language)).join('')}`;
    })
    .join('\n');
}

const differencesHtml = (language: ManualLanguage): string =>
  constructs
    .map(({ id, name, rows }) => {
      const items = rows.map((row) => `<li>${inline(row[language])}</li>`).join('');
      return `<h3 id="differs-${id}">${inHtml(name[language])}</h3><ul>${items}</ul>`;
    })
    .join('\n');

/** @param scenarios the whole gallery, in order */
export function manual(language: ManualLanguage, scenarios: readonly Scenario[]): string {
  const markdown = filled(source(`docs/manual/${language}.md`), language);
  const blocks: Readonly<Record<string, string>> = {
    scenarios: scenariosHtml(scenarios, language),
    differences: `<div id="differences">${differencesHtml(language)}</div>`,
  };
  const { html, headings } = render(markdown, (name) => blocks[name]);
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Weft';
  const { file, name, back } = others[language];
  const contents = headings.map((one) => `<li><a href="#${one.id}">${inline(one.title)}</a></li>`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${inHtml(title)} · Weft</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="../favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="manual.css">
</head>
<body>
<header><a href="../">← ${back}</a><a href="${file}.html" lang="${file}">${name}</a></header>
<nav><ul>${contents.join('')}</ul></nav>
<main>
${html}
</main>
</body>
</html>
`;
}
