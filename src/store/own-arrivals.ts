/** Ways to open a program in the lab: nothing is executed before the reader presses Run. */
import type { SourceFile } from '../engines/program.ts';
import { defaultsOf } from '../scenarios/params.ts';
import { loadListings } from '../scenarios/listings.ts';
import { paramLine } from '../scenarios/param-line.ts';
import { findScenario } from '../scenarios/registry.ts';
import { decodeCode, isPath, MAX_FILES } from '../share/code/code-text.ts';
import type { CodeProgram } from '../share/link.ts';
import { app } from './app-state.ts';
import { notify } from './notices.ts';
import { FIRST_FILE, openOwnProgram, own, putFiles, type LinkedRun } from './own-program.ts';

/** Code from a link. If it cannot be read, the user's own program is opened, with the reason. */
export function openCode({ text, grain }: CodeProgram, link: LinkedRun): void {
  const found = decodeCode(text);
  if ('problem' in found) {
    openOwnProgram();
    notify({ kind: 'code', problem: found.problem });
    return;
  }
  putFiles({ kind: 'link', files: found.files }, { grain, link });
}

/** The Python listing of the page's scenario, with its present settings. */
export async function editListing(): Promise<void> {
  const { program } = app.getState();
  if (program.kind !== 'scenario') return;
  const text = await listingText(program.id, program.params);
  if (app.getState().program !== program) return;
  const path = `${program.id.replaceAll('-', '_')}.py`;
  putFiles({ kind: 'scenario', files: [{ path, text }] }, { grain: 'sync' });
}

/** A scenario's listing as a program of its own. */
export async function listingText(
  id: string,
  params: Readonly<Record<string, number | boolean | string>>,
): Promise<string> {
  const { python } = await loadListings(id);
  const table = findScenario(id)?.params ?? {};
  const values = { ...defaultsOf(table), ...params };
  const setAt = new Map(Object.entries(python.params).map(([name, line]) => [line, name]));
  const lines = python.lines.map((runs, n) => {
    const name = setAt.get(n + 1) ?? '';
    const [knob, value] = [table[name], values[name]];
    const set = knob && value !== undefined ? paramLine(runs, knob, value) : undefined;
    const shown = set === undefined ? runs : [...set.head, set.value];
    return shown.map(([part]) => part).join('');
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Files that were dropped or chosen: by name, without their paths. */
export function openPython(
  brought: readonly { readonly name: string; readonly text: string }[],
): void {
  const files: SourceFile[] = [];
  for (const { name, text } of brought.slice(0, MAX_FILES)) {
    const bare = name.split(/[/\\]/).at(-1) ?? '';
    const path = isPath(bare) ? bare : FIRST_FILE;
    if (files.every((file) => file.path !== path))
      files.push({ path, text: text.replace(/\r\n?/g, '\n') });
  }
  if (files.length > 0) putFiles({ kind: 'file', files }, { grain: own.getState().grain });
}

export const isPython = (name: string): boolean => /\.pyw?$/i.test(name);
