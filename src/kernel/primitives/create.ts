/** How an object comes to be: the same for every primitive but for what its own words start with. */
import { objectKinds, Phase, type ObjectDetails, type ObjectKind } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { writeBlock } from '../heap.ts';
import { initList } from '../lists.ts';
import {
  H_OBJECTS,
  LIMITS,
  O_GHOSTS,
  O_GHOSTS_2,
  O_KIND,
  O_NAME,
  O_PROCESS,
  O_WAITERS,
  O_WAITERS_2,
  O_WAITERS_3,
  objectAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { unpack, type Packed } from '../packed.ts';

const kinds = Object.keys(objectKinds);

/** What a creating op carries in `value`, packed. */
export interface CreateArgs {
  /** As in the program's source; empty: made up. */
  readonly name: string;
  /** True where processes share it (multiprocessing). */
  readonly shared: boolean;
  /** A first value, packed. */
  readonly value?: Packed;
}

export interface Beginning {
  readonly measure: number;
  readonly limit: number;
  readonly text?: string;
}

/** An op that creates an object of `kind`; its result is the object's index. `init` fills its words; it may raise. */
export function creates(
  kind: ObjectKind,
  init: (k: Kernel, at: number, op: Request, args: CreateArgs) => Beginning,
): OpSpec {
  return {
    info: { name: 'create', wait: 'none', hold: 'none', flow: 'none' },
    about: 'none',
    guard: () => true,
    effect(k, thread, op) {
      const args = unpack(op.value ?? '{}') as CreateArgs;
      const process = args.shared ? -1 : k.memory.i32[threadAt(thread) + T_PROCESS]!;
      return createObject(k, thread, kind, process, args.name, op.code, (at) =>
        init(k, at, op, args),
      );
    },
  };
}

export function createObject(
  k: Kernel,
  thread: number,
  kind: ObjectKind,
  process: number,
  name: string,
  code: number,
  init: (at: number) => Beginning,
): number {
  const { i32 } = k.memory;
  const index = i32[H_OBJECTS]!;
  if (index >= LIMITS.objects) {
    throw new PyError('MemoryError', `a run has room for ${LIMITS.objects} objects`);
  }
  const at = objectAt(index);
  initList(i32, at + O_WAITERS);
  initList(i32, at + O_WAITERS_2);
  initList(i32, at + O_WAITERS_3);
  i32[at + O_GHOSTS] = i32[at + O_GHOSTS_2] = 0;
  i32[at + O_KIND] = kinds.indexOf(kind);
  i32[at + O_PROCESS] = process;
  const { measure, limit, text } = init(at);
  const shownName = name === '' ? `${kind}-${index + 1}` : name;
  i32[at + O_NAME] = writeBlock(k.memory, shownName);
  i32[H_OBJECTS] = index + 1;
  const details: ObjectDetails = {
    kind,
    name: shownName,
    process,
    limit,
    ...(text === undefined ? {} : { text }),
  };
  k.write(Phase.object, thread, {
    op: code,
    object: index,
    value: measure,
    text: details,
  });
  k.said.quiet = true;
  return index;
}
