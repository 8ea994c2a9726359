/** Parser of the tables in the head of a trace file, and of the details in its declaring events. */
import {
  objectKinds,
  roles,
  type Belonging,
  type Measure,
  type ObjectDetails,
  type ObjectKind,
  type OpInfo,
  type ProcessDetails,
  type Source,
  type ThreadDetails,
  type WaitMeaning,
} from '../format.ts';
import { MOST } from '../trace.ts';
import { defined, Fields } from './fields.ts';
import { TraceError } from './problem.ts';

const OP_FIELDS = [
  'name',
  'wait',
  'hold',
  'flow',
  'life',
  'signal',
  'names',
  'access',
  'turn',
  'writes',
];

/** Maximum number of languages in the meaning of a wait. */
const MOST_LANGUAGES = 20;
const MOST_TEXT = 120;

export function parseOp(json: unknown, where: string): OpInfo {
  const f = new Fields(json, where, OP_FIELDS);
  return defined({
    name: f.text('name'),
    wait: f.word('wait', ['sync', 'sleep', 'message', 'join']),
    hold: f.word('hold', ['take', 'give']),
    flow: f.word('flow', ['send', 'receive']),
    life: f.word('life', ['start', 'await-start', 'join', 'leave', 'reap']),
    signal: f.word('signal', ['send', 'handle', 'handled']),
    names: f.word('names', ['thread', 'process']),
    access: f.word('access', ['read', 'write', 'change', 'delete']),
    turn: f.word('turn', ['await', 'ask', 'finish', 'await-finished', 'drop']),
    writes: f.word('writes', ['stdout', 'stderr', 'part', 'prompt', 'stdin']),
  });
}

export function parseSources(list: readonly unknown[]): Source[] {
  const sources: Source[] = [];
  for (const [i, json] of list.entries()) {
    const f = new Fields(json, `sources[${i}]`, ['id', 'name', 'language', 'text']);
    const id = f.text('id');
    if (sources.some((other) => other.id === id)) f.fail('id', 'must be that of no other source');
    const text = f.has('text') ? f.text('text') : undefined;
    const [name, language] = [f.text('name', id), f.text('language', 'text')];
    sources.push(defined({ id, name, language, text }));
  }
  return sources;
}

/** A wait without a source belongs to the first source. */
export function parseWaits(list: readonly unknown[], sources: readonly Source[]): WaitMeaning[] {
  return list.map((json, i) => {
    const f = new Fields(json, `waits[${i}]`, ['source', 'line', 'texts']);
    const id = f.has('source') ? f.text('source') : undefined;
    const source = id === undefined ? 0 : sources.findIndex((one) => one.id === id);
    if (source < 0) f.fail('source', 'must be the id of a source');
    const line = f.whole('line', 1, MOST.line);
    const texts = Object.entries(f.record('texts', MOST_LANGUAGES)).map(([language, text]) => {
      if (typeof text !== 'string' || text === '' || text.length > MOST_TEXT)
        return f.fail('texts', `must have texts of at most ${MOST_TEXT} characters`);
      return [language, text] as const;
    });
    return { source, line, texts: Object.fromEntries(texts) };
  });
}

/** Numbers of processes, threads and objects declared so far. */
export interface Declared {
  readonly processes: number;
  readonly threads: number;
  readonly objects: number;
}

export function parseProcess(json: unknown, where: string, { processes }: Declared) {
  const f = new Fields(json, where, ['name', 'pid', 'parent', 'daemon']);
  return defined({
    name: f.text('name'),
    pid: f.whole('pid', -1, 0x7fffffff, processes + 1),
    parent: f.whole('parent', -1, processes - 1, -1),
    daemon: f.flag('daemon'),
  }) as ProcessDetails;
}

const BELONGING = ['of', 'role', 'inner', 'fields'];

function parseBelonging(f: Fields, { objects }: Declared): Belonging {
  const role = f.has('role') ? f.text('role') : undefined;
  return defined({
    of: f.has('of') ? f.whole('of', 0, objects - 1) : undefined,
    // An unknown role counts as none.
    role: roles.find((one) => one === role),
    inner: f.flag('inner'),
    fields: f.texts('fields'),
  });
}

export function parseThread(json: unknown, where: string, declared: Declared): ThreadDetails {
  const f = new Fields(json, where, [
    'name',
    'process',
    'daemon',
    'target',
    'within',
    ...BELONGING,
  ]);
  const within = f.has('within') ? f.whole('within', 0, declared.threads - 1) : undefined;
  return {
    name: f.text('name'),
    process: f.whole('process', -1, declared.processes - 1, -1),
    daemon: f.flag('daemon') ?? false,
    target: f.text('target', ''),
    ...defined({ within }),
    ...parseBelonging(f, declared),
  };
}

const OBJECT_FIELDS = ['kind', 'name', 'measure', 'process', 'limit', 'text', 'pair', ...BELONGING];
const measures = [...new Set(Object.values(objectKinds))] satisfies Measure[];

const isKnown = (kind: string): kind is ObjectKind => Object.hasOwn(objectKinds, kind);

export function parseObject(json: unknown, where: string, declared: Declared): ObjectDetails {
  const f = new Fields(json, where, OBJECT_FIELDS);
  const kind = f.text('kind');
  if (kind === '') throw new TraceError(f.at('kind'), 'must not be empty');
  return defined({
    kind: isKnown(kind) ? kind : 'other',
    kindName: isKnown(kind) ? undefined : kind,
    measure: f.word('measure', measures),
    name: f.text('name'),
    process: f.whole('process', -1, declared.processes - 1, -1),
    limit: f.whole('limit', -1, 0x7fffffff, -1),
    text: f.has('text') ? f.text('text') : undefined,
    pair: f.has('pair') ? f.text('pair') : undefined,
    ...parseBelonging(f, declared),
  });
}
