"""What a run records: the events of Weft's trace (src/trace/format.ts), and the names of objects.

An event is a row of integers, phase, op, thread, object, other, value, text, cause, line and source, and its program time in
milliseconds. The integers are indices, or -1 for none; the text's place among the new ones, or 0; the line in the source, from 1, or 0.
"""

import gc
import re
import weakref
from builtins import id
from json import dumps

PROCESS, THREAD, OBJECT, START, BLOCK, WAKE, DONE, FAIL, RAISE, END, EXIT, HALT = range(12)
RETURNED, RAISED, KILLED, LOST = range(4)
# Integers of a row, and positions of some of them.
ROW, EVENT_THREAD, EVENT_OBJECT = 10, 2, 3

LONGEST_TEXT = 200
_plain = (int, float, bool, str, bytes, type(None))


def show(value, depth=3):
    """`repr` of a value of a built-in type, else its class: a program's own __repr__ may do anything."""
    kind = type(value)
    if kind in _plain:
        text = repr(value)
    elif kind in (list, tuple, set, frozenset) and depth:
        inner = ', '.join([show(item, depth - 1) for item in list(value)[:20]] + ['…'] * (len(value) > 20))
        if kind is list:
            text = f'[{inner}]'
        elif kind is tuple:
            text = f'({inner},)' if len(value) == 1 else f'({inner})'
        else:
            text = f'{{{inner}}}' if value else f'{kind.__name__}()'
    elif kind is dict and depth:
        inner = ', '.join(f'{show(key, depth - 1)}: {show(item, depth - 1)}' for key, item in list(value.items())[:20])
        text = '{' + inner + '}'
    elif kind.__name__ in ('function', 'type', 'method', 'builtin_function_or_method'):
        text = getattr(value, '__qualname__', kind.__name__)
    else:
        text = f'<{kind.__qualname__}>'
    return clip(text)


def clip(text):
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + '…'


# Address in the `repr` of an object. The interpreter's addresses differ from run to run.
_address = re.compile(r'\bat 0x([0-9a-f]+)')
FIRST_ADDRESS = 0x7F5E_0000_0000
APART = 0x40
MOST_LOOKS = 2_000_000
# A program's view of it is another one: see enclosure.py.
_get_objects = gc.get_objects


class Log:
    """The events of a run that have not been taken yet, and what the run has declared."""

    def __init__(self):
        # By address: what is shown in its place, numbered in the order in which they are seen, and a reference to the object.
        self.addresses = {}
        self.address_count = 0
        # Objects among which the one at a printed address is still looked for.
        self.looks_left = MOST_LOOKS
        # Callback with the id of an object that has died.
        self.forget = None
        # Rows of the new events, one after the other, their times, and their texts, of which the first is empty.
        self.rows = []
        self.times = []
        self.texts = ['']
        # Number of all events.
        self.count = 0
        self.objects = {}
        # By index: a weak reference to the object. Objects shared by processes, or without weak references, are kept.
        self.things = []
        # Names by index.
        self.names = []
        self.processes = 0
        self.threads = 0

    def address_of(self, real, thing=None):
        """The address that a program sees for an object: the same in every run with the same choices."""
        known = self.addresses.get(real)
        if known is None:
            shown = FIRST_ADDRESS + APART * self.address_count
            known = self.addresses[real] = shown, self._watch(self._find_at(real) if thing is None else thing, real)
            self.address_count += 1
        return known[0]

    def _watch(self, thing, real):
        """Forgets an address when its object dies: another one may be there afterwards. None if that cannot be noticed."""
        try:
            return weakref.ref(thing, lambda _: self.forget(real))
        except TypeError:
            return None

    def _find_at(self, real):
        if self.looks_left <= 0:
            return None
        things = _get_objects()
        self.looks_left -= len(things)
        return next((thing for thing in things if id(thing) == real), None)

    def add(self, phase, op, thread, object, other, value, text, cause, line, time, source):
        """Adds an event. Returns its index."""
        place = 0
        if text:
            if ' 0x' in text:
                text = _address.sub(lambda found: f'at {self.address_of(int(found[1], 16)):#x}', text)
            place = len(self.texts)
            self.texts.append(text)
        self.rows += phase, op, thread, object, other, value, place, cause, line, source
        self.times.append(time)
        event = self.count
        self.count = event + 1
        return event

    def column(self, position, first):
        """This number of each event from `first` on, as far as they have not been taken."""
        taken = self.count - len(self.times)
        return self.rows[ROW * max(0, first - taken) + position :: ROW]

    def last_thread(self):
        """The thread of the newest event, if it has not been taken; else None."""
        return self.rows[EVENT_THREAD - ROW] if self.rows else None

    def take(self):
        """Rows, times and texts of all new events; clears the log."""
        taken = self.rows, self.times, self.texts
        self.rows, self.times, self.texts = [], [], ['']
        return taken

    def declare_process(self, time, name, pid, parent=-1, by=-1, line=0, source=0, **more):
        details = {'name': name, 'pid': pid, 'parent': parent, **more}
        index = self.processes
        self.processes += 1
        self.add(PROCESS, -1, by, -1, -1, index, dumps(details), -1, line, time, source)
        return index

    def declare_thread(self, time, by, line, source, name, process, daemon, target, **more):
        details = {'name': name, 'process': process, 'daemon': bool(daemon), 'target': target, **more}
        index = self.threads
        self.threads += 1
        self.add(THREAD, -1, by, -1, index, -1, dumps(details), -1, line, time, source)
        return index

    def _find(self, thing, key):
        try:
            return weakref.ref(thing, lambda _: self.forget(key))
        except TypeError:
            return lambda: thing

    def declare_object(self, thing, op, time, by, line, source, kind, name, measure, limit=-1, process=0, **more):
        """`process`: -1 where processes share the object; `more`: further fields of ObjectDetails."""
        key = id(thing)
        find = self._find(thing, key) if process >= 0 else lambda: thing
        index = self.objects[key] = self._declare(find, op, time, by, line, source, measure, kind=kind, name=name, process=process, limit=limit, **more)
        return index

    def declare_variable(self, op, time, by, line, source, name, measure, process, text):
        """A variable is part of an object or a module, and none itself."""
        return self._declare(_nothing, op, time, by, line, source, measure, kind='variable', name=name, process=process, limit=-1, text=text)

    def _declare(self, find, op, time, by, line, source, measure, **details):
        index = len(self.names)
        self.names.append(details['name'])
        self.things.append(find)
        self.add(OBJECT, op, by, index, -1, measure, dumps(details), -1, line, time, source)
        return index


def _nothing():
    return None
