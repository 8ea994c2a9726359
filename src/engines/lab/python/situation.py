"""
What a strategy sees before a step (`Situation` in model/strategy.ts). It is written where JavaScript reads it: to pass so many
arguments takes longer than all the rest of a step.
"""

from array import array

# Bound once: an attribute lookup in a JavaScript module takes longer than a step.
from _weft import choose as _choose, takes as _takes

# Numbers in front, and numbers of each thread that can move: the thread, its process, and the object of its next step, or -1.
_HEAD, _EACH = 4, 3
# Threads that there is room for.
_room = 0
_cells = None
_address = 0


def _make_room(count):
    global _room, _cells, _address
    _room = 2 * count
    _cells = array('i', bytes(4 * (_HEAD + _EACH * _room)))
    _address = _cells.buffer_info()[0]


_make_room(32)


def _describe(world, able):
    if len(able) > _room:
        _make_room(len(able))
    cells = _cells
    cells[0], cells[1], cells[2], cells[3] = world.steps, world.last, len(world.threads), len(able)
    at = _HEAD
    for thread in able:
        past = thread.past
        cells[at] = thread.index
        cells[at + 1] = thread.process.index
        cells[at + 2] = past[-1][3] if past else -1
        at += _EACH


def choose(world, able):
    """Index of the thread that the strategy chooses of those that can move, or -1."""
    _describe(world, able)
    return _choose(_address)


def takes(world, able, chosen):
    """Tells the strategy the thread, where it has not chosen itself."""
    _describe(world, able)
    _takes(_address, chosen)
