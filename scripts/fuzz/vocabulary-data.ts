/** Lists and dicts that threads share. */
import { both, call, pick } from './call.ts';
import type { ThingKind } from './vocabulary.ts';

const index = pick(0, 1, 2, -1, -2, -4, 5);
const key = pick(1, 2, 'a', 'b', null, true);

export const dataThings = {
  list: {
    make: { py: 'list(#)', js: 'new builtins.List(#)' },
    calls: [
      both('__getitem__(#)', 'getItem(#)', index),
      both('__setitem__(#)', 'setItem(#)', index, 'V'),
      both('__delitem__(#)', 'delItem(#)', index),
      both('__getitem__(slice(#))', 'slice(#)', index, index),
      call('append', 'V'),
      call('append', 'V'),
      call('append', 'V'),
      call('insert', index, 'V'),
      call('pop'),
      call('pop', index),
      call('remove', 'V'),
      call('clear'),
      call('index', 'V'),
      call('count', 'V'),
      both('__contains__(#)', 'contains(#)', 'V'),
      both('__len__()', 'len()'),
      call('copy'),
      call('reverse'),
      call('sort'),
      both('__str__()', 'str()'),
    ],
  },
  dict: {
    make: { py: 'dict(#)', js: 'new builtins.Dict(#)' },
    calls: [
      both('__getitem__(#)', 'getItem(#)', key),
      both('__setitem__(#)', 'setItem(#)', key, 'V'),
      both('__setitem__(#)', 'setItem(#)', key, 'V'),
      both('__setitem__(#)', 'setItem(#)', key, 'V'),
      both('__delitem__(#)', 'delItem(#)', key),
      call('get', key),
      call('get', key, 'V'),
      both('__contains__(#)', 'contains(#)', key),
      both('__len__()', 'len()'),
      both('list($)', '$.keys()'),
      both('list($.values())', '$.values()'),
      both('list($.items())', '$.items()'),
      call('setdefault', key, 'V'),
      call('pop', key),
      call('pop', key, 'V'),
      call('popitem'),
      call('clear'),
      both('__str__()', 'str()'),
    ],
  },
} satisfies Readonly<Record<string, ThingKind>>;
