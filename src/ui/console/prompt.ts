/** Who waits at a terminal, and what they asked. */
import type { ObjectIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ConsoleView } from '../../views/console.ts';
import type { World } from '../../views/state.ts';
import { briefName } from '../../views/names.ts';

/** Names of the threads that wait for a line, first come first. */
export const readersOf = (trace: Trace, world: World, terminal: ObjectIndex): readonly string[] =>
  (world.objects[terminal]?.waiting ?? []).map((thread) => briefName(trace, thread));

/** What the first thread in line printed last, if that was a prompt; else nothing. */
export function promptAt(console: ConsoleView, world: World, terminal: ObjectIndex): string {
  const [reader] = world.objects[terminal]?.waiting ?? [];
  if (reader === undefined) return '';
  const { lines } = console;
  let at = console.countAt(world.count) - 1;
  while (at >= 0 && lines[at]?.thread !== reader) at -= 1;
  const last = lines[at];
  return last?.isPrompt === true ? last.text : '';
}
