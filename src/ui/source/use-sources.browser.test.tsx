import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import type { FilesProgram } from '../../engines/program.ts';
import { app } from '../../store/app-state.ts';
import type { Source } from './sources.ts';
import { loadSources, useSources } from './use-sources.ts';

const programOf = (text: string): FilesProgram => ({
  kind: 'files',
  language: 'python',
  name: 'program',
  files: [{ path: 'program.py', text }],
  grain: 'sync',
});

it('a program is read once, and stays in view when it runs again', async () => {
  const seen: (readonly Source[] | undefined)[] = [];
  function Reader() {
    seen.push(useSources());
    return null;
  }
  const root = createRoot(document.createElement('div'));
  const before = app.getState().program;
  onTestFinished(() => {
    root.unmount();
    app.setState({ program: before });
  });

  const first = programOf('print(1)\n');
  app.setState({ program: first });
  flushSync(() => root.render([<Reader key="a" />, <Reader key="b" />]));
  expect(seen).toEqual([undefined, undefined]);
  await expect.poll(() => seen.at(-1)?.[0]?.listing.lines).toHaveLength(1);
  expect(new Set(seen.slice(2))).toEqual(new Set([await loadSources(first)]));

  // Whoever comes later has it at once.
  seen.length = 0;
  flushSync(() => root.render([<Reader key="c" />]));
  expect(seen).toEqual([await loadSources(first)]);

  seen.length = 0;
  flushSync(() => app.setState({ program: programOf('print(1)\n') }));
  expect(seen.map((sources) => sources?.[0]?.listing.lines.length)).toEqual([1]);

  seen.length = 0;
  flushSync(() => app.setState({ program: programOf('print(2)\nprint(3)\n') }));
  expect(seen[0]).toBeUndefined();
  await expect.poll(() => seen.at(-1)?.[0]?.listing.lines).toHaveLength(2);
});
