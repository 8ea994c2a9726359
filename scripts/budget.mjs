// @ts-check
/** Compares the gzipped size of the first screen's scripts with a budget. */
import { initialScripts } from './initial-scripts.mjs';

const budgetKb = 130;
const rows = initialScripts();

if (rows === undefined) {
  console.error('There is no dist/index.html. Run: npm run build');
  process.exit(1);
}

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
