/** The frozen examples of docs/FORMATS.md, and a minute of a live run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Move, moveOf, threadOf, TYPING } from '../choice.ts';
import type { Schedule } from '../schedule.ts';
import { decodeSchedule, encodeSchedule, type ScheduleProblem } from './schedule-text.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

function stepsOf({ choices, times, reports, typed }: Schedule): string {
  let lost = 0;
  let lines = 0;
  const steps = Array.from(choices, (choice, step) => {
    const at = times === undefined ? '' : `@${times[step]}`;
    if (choice === TYPING) {
      const { terminal, line } = typed[lines++]!;
      return `${terminal}:${line === null ? '^D' : JSON.stringify(line)}${at}`;
    }
    const move = moveOf(choice);
    const mark = move === Move.go ? '' : move === Move.again ? '~' : `!${reports[lost++] ?? ''}`;
    return `${threadOf(choice)}${mark}${at}`;
  });
  return steps.join(' ');
}

function problemText(problem: ScheduleProblem | undefined): string {
  if (problem === undefined) return '';
  return problem.kind === 'cut-short'
    ? `cut-short ${problem.read} of ${problem.steps}: `
    : `${problem.kind}: `;
}

const rows = [
  ...read('../../../../docs/FORMATS.md').matchAll(/^\| `(.+?)` +\|(.*)\|(.*)\|(.*)\|$/gm),
];

describe('frozen examples', () => {
  it('are there', () => expect(rows.length).toBeGreaterThan(8));

  it.each(rows.map(([, text = '', ...cells]) => [text, ...cells.map((cell) => cell.trim())]))(
    '%s',
    (text = '', seed = '', clock = '', steps = '') => {
      const { schedule, problem } = decodeSchedule(text);
      expect(`${problemText(problem)}${stepsOf(schedule)}`.replace(/: $/, '')).toBe(steps);
      if (seed === '') return;
      expect(String(schedule.seed)).toBe(seed);
      const cost = schedule.cost === 0 ? '' : ` ${schedule.cost} ms`;
      expect(`${schedule.timed ? 'timed' : 'untimed'}${cost}`).toBe(clock);
      if (problem !== undefined) return;
      const again = encodeSchedule(schedule) ?? '';
      if (text.startsWith('1.')) expect(decodeSchedule(again)).toEqual({ schedule });
      else expect(again).toBe(text);
    },
  );
});

it('a minute of the traffic light, live, fits in a link', () => {
  const text = read('./live-minute.txt').trim();
  const { schedule, problem } = decodeSchedule(text);
  expect(problem).toBeUndefined();
  expect(schedule.choices.length).toBe(666);
  expect(Math.round((schedule.times?.at(-1) ?? 0) / 1000)).toBe(60);
  const again = encodeSchedule(schedule) ?? '';
  expect(decodeSchedule(again)).toEqual({ schedule });
  expect(again.length).toBeLessThan(2000);
});
