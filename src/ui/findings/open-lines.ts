import { app } from '../../store/app-state.ts';
import { nameLine } from '../source/sources.ts';
import { loadSources } from '../source/use-sources.ts';

/** Like `useShownLine`, outside components. */
export async function openLines(): Promise<(line: number, source: number) => string | undefined> {
  const { program, listing } = app.getState();
  const sources = await loadSources(program);
  return (line, source) => nameLine(sources, listing, { source, line });
}
