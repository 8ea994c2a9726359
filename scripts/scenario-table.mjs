// @ts-check
/**
 * Writes the table of scenarios into README.md, between `<!-- scenarios -->` and `<!-- /scenarios -->`:
 * `node scripts/scenario-table.mjs`. A test compares (scenario-table.test.ts).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { formatMarkdown } from './markdown.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {Record<import('../src/scenarios/scenario.ts').Chapter, string>} */
const chapterTitles = {
  threads: 'Threads',
  locks: 'Locks and signals',
  queues: 'Queues',
  processes: 'Processes',
  network: 'Network',
  ideas: 'Ideas',
  pitfalls: 'Pitfalls',
};

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/**
 * The table in Markdown, formatted as the rest of the project.
 * @returns {Promise<string>}
 */
export async function scenarioTable() {
  /** @type {{ module: typeof import('../src/scenarios/registry.ts') }} */
  const { module } = await runnerImport(`${root}src/scenarios/registry.ts`, { configFile: false });
  let chapterBefore = '';
  const rows = module.scenarios.map(({ id, chapter, params }) => {
    const file = `${root}src/scenarios/${id}/texts.en.json`;
    const texts = JSON.parse(readFileSync(file, 'utf8'));
    const controls = Object.keys(params).map((name) => texts.params[name].label);
    const heading = chapter === chapterBefore ? '' : chapterTitles[chapter];
    chapterBefore = chapter;
    const link = `[${cell(texts.title)}](src/scenarios/${id}/)`;
    return `| ${heading} | ${link} | ${cell(texts.summary)} | ${cell(controls.join(', '))} |`;
  });
  const lines = [
    '| Chapter | Scenario | What it shows | Controls |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
  return (await formatMarkdown(lines.join('\n'))).trim();
}

const block = /(?<=<!-- scenarios -->\n)[^]*?(?=<!-- \/scenarios -->)/;

/**
 * The text between the marks, or undefined without marks.
 * @param {string} text
 */
export const tableIn = (text) => block.exec(text)?.[0].trim();

/**
 * @param {string} text
 * @param {string} table
 */
export const withTable = (text, table) => text.replace(block, () => `\n${table}\n\n`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = `${root}README.md`;
  const text = readFileSync(readme, 'utf8');
  if (tableIn(text) === undefined) {
    console.error('README.md has no <!-- scenarios --> … <!-- /scenarios --> to write into');
    process.exit(1);
  }
  writeFileSync(readme, withTable(text, await scenarioTable()));
}
