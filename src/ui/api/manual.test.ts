/** docs/API.md describes exactly the members of the API and the fields of events. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kinds } from '../../diagnose/finding.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const types = read('./weft-api.ts');
const manual = read('../../../docs/API.md');

function membersOf(name: string): string[] {
  const body = types.split(`export interface ${name} {`)[1]?.split('\n}')[0] ?? '';
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[(:]/gm)].map(([, member]) => member ?? '');
}

/** The names before the colon in the lists under a heading. */
function rowsUnder(heading: string): string[] {
  const part = manual.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const heads = part.split('\n').map((line) => /^- (`.*?): /.exec(line)?.[1] ?? '');
  return heads.flatMap((cell) => [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, name]) => name ?? ''));
}

it('has every member', () => {
  const told = [
    ...rowsUnder('Running programs'),
    ...rowsUnder('Looking'),
    ...rowsUnder('Exploring'),
  ];
  expect(told.toSorted()).toEqual(membersOf('WeftApi').toSorted());
});

it('has every field of an event', () => {
  expect(rowsUnder('Events').toSorted()).toEqual(membersOf('EventInfo').toSorted());
});

it('has every field of a finding', () => {
  expect(rowsUnder('Findings').toSorted()).toEqual(membersOf('FindingInfo').toSorted());
});

it('has every kind of finding', () => {
  const missing = Object.keys(kinds).filter((kind) => !manual.includes(`\`${kind}\``));
  expect(missing).toEqual([]);
});

it.each([
  'PageState',
  'ThreadInfo',
  'ObjectInfo',
  'LoadOptions',
  'RunOptions',
  'FinishedInfo',
  'ExploreOptions',
  'ExploreResult',
  'EndingInfo',
])('names the fields of %s', (name) => {
  for (const field of membersOf(name)) expect(manual).toContain(`\`${field}`);
});
