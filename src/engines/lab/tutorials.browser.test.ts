/** Tutorial programs print in the lab what python3 prints, under any schedule. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab } from './lab-notation.ts';
import { comparable, readTutorial } from './tutorial.ts';

const texts = import.meta.glob<string>('./tutorials/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const tutorials = Object.entries(texts).map(([path, text]) => readTutorial(path, text));

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('pass');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

describe('a tutorial’s program prints what python3 prints', () => {
  it.for(tutorials.map((tutorial) => [tutorial.name, tutorial] as const))(
    '%s',
    async ([, tutorial]) => {
      const { source, typed, stdout, exitCode } = tutorial;
      for (const seed of [1, 2]) {
        const run = await lab.run(source, { seed, typed: [...typed, null] });
        const printed = comparable(tutorial, run.stdout);
        expect([printed, run.exitCode, run.end], `seed ${seed}, stderr: ${run.stderr}`).toEqual([
          comparable(tutorial, stdout),
          exitCode,
          'finished',
        ]);
      }
    },
  );
});
