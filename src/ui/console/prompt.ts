/** Threads that wait at a terminal, and their prompt. */
import type { ObjectIndex } from '../../base/units.ts';
import type { Session } from '../../store/session.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ConsoleView } from '../../views/console.ts';
import type { World } from '../../views/state.ts';

type Reading = Pick<Session, 'trace' | 'lanes'>;

/** Names of the threads that wait for a line, first come first. */
export const readersOf = (trace: Trace, world: World, terminal: ObjectIndex): readonly string[] =>
  (world.objects[terminal]?.waiting ?? []).map((thread) => world.names.brief(thread));

/**
 * Whether a thread waits for a line there, or a process has read one and not ended. Other processes leave a line
 * unread.
 */
export function isReadAt({ trace, lanes }: Reading, world: World, terminal: ObjectIndex): boolean {
  const state = world.objects[terminal];
  if (state === undefined) return false;
  if (state.waiting.length > 0) return true;
  const lane = lanes.objects[terminal];
  const known = lane?.events.countBelow(world.count) ?? 0;
  for (let i = 0; i < known; i++) {
    const seq = lane?.events.at(i) ?? -1;
    if (trace.opInfo(seq)?.flow !== 'receive') continue;
    const process = trace.threads[trace.thread(seq)]?.process ?? -1;
    if (world.processes[process]?.exitCode === undefined) return true;
  }
  return false;
}

/** The last text printed by the first waiting thread, if it was a prompt; else nothing. */
export function promptAt(console: ConsoleView, world: World, terminal: ObjectIndex): string {
  const [reader] = world.objects[terminal]?.waiting ?? [];
  if (reader === undefined) return '';
  const { lines } = console;
  let at = console.countAt(world.count) - 1;
  while (at >= 0 && lines[at]?.thread !== reader) at -= 1;
  const last = lines[at];
  return last?.isPrompt === true ? last.text : '';
}
