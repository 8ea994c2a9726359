import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioTable, tableIn, withTable } from './scenario-table.mjs';

describe('the table of scenarios', () => {
  it('in README.md is up to date: node scripts/scenario-table.mjs', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(tableIn(readme)).toBe(await scenarioTable());
  });

  it('has a row for each scenario', async () => {
    expect(await scenarioTable()).toContain('[Traffic light](src/scenarios/traffic-light/)');
  });

  it('goes between its marks and leaves the rest alone', () => {
    const text = 'before\n<!-- scenarios -->\nold\n<!-- /scenarios -->\nafter $&\n';
    const written = withTable(text, 'new $& table');
    expect(written).toBe(
      'before\n<!-- scenarios -->\n\nnew $& table\n\n<!-- /scenarios -->\nafter $&\n',
    );
    expect(tableIn(written)).toBe('new $& table');
    expect(tableIn('no marks')).toBeUndefined();
  });
});
