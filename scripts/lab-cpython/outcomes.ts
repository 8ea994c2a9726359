/**
 * Results of CPython's tests in the lab: parsed from a run's output, compared with the known ones, printed as tables.
 */

/** Of one test. The report of a failure is a traceback, or how the run ended. */
export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly report: string }
  | { readonly kind: 'skipped'; readonly why: string };

export interface TestName {
  /** 'test.test_queue.PyQueueTest.test_basic' */
  readonly name: string;
  /** Whether it is one of `lock_tests`. */
  readonly isOfLocks: boolean;
}

/** Output of the runs of a module: the names of its tests, or that it skips itself, and each test's result. */
export interface Told {
  readonly tests: readonly TestName[] | undefined;
  readonly skipped: string | undefined;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

type Line = {
  readonly name?: string;
  readonly tests?: readonly TestName[];
  readonly passed?: true;
  readonly failed?: string;
  readonly skipped?: string;
};

/** Parses the output of `tests_of_module.py`, mixed with that of the tests. */
export function readTold(stdout: string, mark: string): Told {
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => JSON.parse(line.slice(mark.length)) as Line);
  return {
    tests: lines.find(({ tests }) => tests !== undefined)?.tests,
    skipped: lines.find(({ name, skipped }) => name === undefined && skipped !== undefined)
      ?.skipped,
    outcomes: new Map(
      lines.flatMap((line) => (line.name === undefined ? [] : [[line.name, outcomeOf(line)]])),
    ),
  };
}

function outcomeOf({ failed, skipped }: Line): Outcome {
  if (failed !== undefined) return { kind: 'failed', report: failed };
  return skipped === undefined ? { kind: 'passed' } : { kind: 'skipped', why: skipped };
}

/** The line of a report with the error. */
export const lastLine = (report: string): string => report.trimEnd().split('\n').at(-1) ?? '';

/** A remark on tests. Each is the name of a test, class or module without `test.`; `*` is any one part of it. */
export interface Remark {
  readonly tests: readonly string[];
  readonly why: string;
  /** The version that it is about, such as '3.13'. Default: any. */
  readonly of?: string;
}

export interface Known {
  /** Not run. */
  readonly leftOut: readonly Remark[];
  /** Run, and known to fail. */
  readonly failing: readonly Remark[];
}

/** Remarks on the tests of one version. */
export function knownOf({ leftOut, failing }: Known, version: string): Known {
  const ofIt = ({ of }: Remark) => of === undefined || `${version}.`.startsWith(`${of}.`);
  return { leftOut: leftOut.filter(ofIt), failing: failing.filter(ofIt) };
}

/** The remark on a test, if any. */
export const remarkOn = (remarks: readonly Remark[], name: string): Remark | undefined =>
  remarks.find(({ tests }) => tests.some((pattern) => matches(pattern, name)));

function matches(pattern: string, name: string): boolean {
  const words = name.replace(/^test\./, '').split('.');
  return pattern.split('.').every((part, n) => part === '*' || part === words[n]);
}

export interface Result extends TestName {
  /** Undefined for a test that was left out. */
  readonly outcome: Outcome | undefined;
}

/** Its row: with the locks' tests, or with its module's or package's. */
export const rowOf = ({ name, isOfLocks }: TestName): string =>
  isOfLocks ? 'lock_tests' : (name.replace(/^test\./, '').split('.')[0] ?? '');

/** Start of a version's part in docs/CONFORMANCE.md. */
export const headingOf = (version: string): string => `The tests of CPython ${version}:`;

/** The part of docs/CONFORMANCE.md on CPython's tests, with one version's part replaced; newer ones come first. */
export function withVersion(block: string, version: string, markdown: string): string {
  const heading = headingOf(version);
  const parts = block.trim().split(/(?=^The tests of CPython )/m);
  const others = parts.filter((part) => part !== '' && !part.startsWith(heading));
  const all = [...others.map((part) => part.trim()), markdown.trim()];
  return `\n\n${all.toSorted().toReversed().join('\n\n')}\n\n`;
}

/** A version's part: its table, and below it why tests fail, and why others are left out. */
export function tableOf(results: readonly Result[], known: Known): string {
  const rows = [...new Set(results.map(rowOf))].toSorted();
  const lines = rows.map((row) => {
    const own = results.filter((result) => rowOf(result) === row);
    const count = (kind: Outcome['kind'] | undefined) =>
      own.filter(({ outcome }) => outcome?.kind === kind).length;
    const counts = [
      own.length,
      count('passed'),
      count('failed'),
      count('skipped'),
      count(undefined),
    ];
    return `| \`${row}\` | ${counts.join(' | ')} |`;
  });
  const failed = results.filter(({ outcome }) => outcome?.kind === 'failed');
  const leftOut = results.filter(({ outcome }) => outcome === undefined);
  return [
    '| tests | there are | passed | failed | skip themselves | left out |',
    '| --- | --: | --: | --: | --: | --: |',
    ...lines,
    '',
    ...remarksOn('Failed', failed, known.failing),
    ...remarksOn('Left out', leftOut, known.leftOut),
  ].join('\n');
}

function remarksOn(
  title: string,
  results: readonly Result[],
  remarks: readonly Remark[],
): string[] {
  const lines = remarks.flatMap((remark) => {
    const count = results.filter(({ name }) => remarkOn(remarks, name) === remark).length;
    return count === 0 ? [] : [`| ${count} | ${namesIn(remark)} | ${remark.why} |`];
  });
  if (lines.length === 0) return [];
  return ['', `| ${title} | which | why |`, '| --: | --- | --- |', ...lines];
}

const namesIn = ({ tests }: Remark): string => tests.map((test) => `\`${test}\``).join(', ');

/** Lines about unexpected results, including tests that were known to fail and passed. */
export interface Verdict {
  readonly isGood: boolean;
  readonly lines: readonly string[];
}

export function judge(results: readonly Result[], { failing }: Known): Verdict {
  const lines: string[] = [];
  let isGood = true;
  for (const { name, outcome } of results) {
    const isKnown = remarkOn(failing, name) !== undefined;
    if (outcome?.kind === 'failed' && !isKnown) {
      isGood = false;
      lines.push(`FAIL ${name}: ${lastLine(outcome.report)}`);
    }
    if (outcome?.kind === 'passed' && isKnown) {
      lines.push(`note ${name} passes, and is known to fail: it can leave the list`);
    }
  }
  return { isGood, lines };
}
