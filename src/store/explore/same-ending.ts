/** For a run too long for a link: the shortest known run with the same ending. */
import { app } from '../app-state.ts';
import { presentEnding } from './breaking.ts';
import { endingFragment } from './ending-link.ts';
import { presentExplorer } from './exploring.ts';
import { exploration } from './explore-state.ts';

/** The fragment of a link to it; undefined if none is known. */
export async function shortestSameEnding(): Promise<string | undefined> {
  const { found, explored } = exploration.getState();
  const { program } = app.getState();
  if (found === undefined || explored === undefined || explored.program !== program)
    return undefined;
  const { kind, values } = presentEnding();
  // Fewest switches come first.
  const same = found.endings.find(
    (ending) =>
      ending.kind === kind &&
      ending.finals.every(({ name, value }) => (values.get(name) ?? value) === value),
  );
  if (same === undefined) return undefined;
  const walk = await (await presentExplorer())?.walk(same.key);
  return endingFragment(explored.wish, same.key, walk);
}
