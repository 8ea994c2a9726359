// @ts-check
/** What a visitor downloads before anything shows: the gzipped scripts that dist/index.html names, against a budget. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetKb = 130;
const dist = new URL('../dist/', import.meta.url);

if (!existsSync(new URL('index.html', dist))) {
  console.error('There is no dist/index.html. Run: npm run build');
  process.exit(1);
}

const html = readFileSync(new URL('index.html', dist), 'utf8');
const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
const scripts = tags
  .filter((tag) => tag.startsWith('<script') || /\brel="modulepreload"/.test(tag))
  .map((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1])
  .filter((path) => path !== undefined);

const rows = scripts.map((path) => {
  const code = readFileSync(new URL(path, dist));
  return { path, kb: code.length / 1000, gzipKb: gzipSync(code).length / 1000 };
});
rows.sort((a, b) => b.gzipKb - a.gzipKb);
const total = {
  path: `total, budget ${budgetKb} kB`,
  kb: rows.reduce((sum, row) => sum + row.kb, 0),
  gzipKb: rows.reduce((sum, row) => sum + row.gzipKb, 0),
};

const width = Math.max(...[...rows, total].map((row) => row.path.length));
console.log(`${'initial scripts'.padEnd(width)}       kB     gzip`);
for (const { path, kb, gzipKb } of [...rows, total]) {
  console.log(
    `${path.padEnd(width)} ${kb.toFixed(1).padStart(8)} ${gzipKb.toFixed(1).padStart(8)}`,
  );
}

if (rows.length === 0) {
  console.error('dist/index.html names no script: the build is broken.');
  process.exitCode = 1;
} else if (total.gzipKb > budgetKb) {
  console.error(`Over budget by ${(total.gzipKb - budgetKb).toFixed(1)} kB.`);
  process.exitCode = 1;
}
