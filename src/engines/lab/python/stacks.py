"""Switched stacks: many Python stacks in one interpreter, of which one runs at a time.

A stack is suspended by `run_sync` on a thenable (JavaScript Promise Integration). The thenable of a stack is made once
and used for every switch to it: its `then` stores how to resume the stack that is being left, and resumes or starts the
one that is wanted (worker/switcher.ts). `asyncio.ensure_future` is taught to hand such a thenable on as it is; otherwise
every switch would make a task and wait for a turn of the event loop.

Stacks are kept and used again: one that has done its job waits for the next.
"""

import asyncio

import _weft
from pyodide.ffi import run_sync

_gate = _weft.gate().thenable
_Thenable = type(_gate)
_ensure_future = asyncio.ensure_future


def _ensure(awaitable, *, loop=None):
    if type(awaitable) is _Thenable:
        return awaitable
    return _ensure_future(awaitable, loop=loop)


asyncio.ensure_future = _ensure


# By number of the stack. Of no stack an attribute: a program has ways to a stack, but none to JavaScript.
_thenables = []


class Stack:
    """
    `job` is a function that the stack calls once and that returns the stack to switch to then. What it held is let go of
    at a safe point, for a destructor may run code of the program, which needs a thread of its process: `leftovers` of it.
    """

    __slots__ = ('number', 'job', 'leftovers')

    def __init__(self, number):
        self.number = number
        _thenables.append(_weft.stack(number).thenable)
        self.job = None
        self.leftovers = []


stacks = []
idle = []


def take():
    """A stack without a job."""
    if idle:
        return idle.pop()
    stack = Stack(len(stacks))
    stacks.append(stack)
    return stack


def give_back(stack):
    """A stack whose job never began."""
    stack.job = None
    idle.append(stack)


def switch(stack):
    """Leaves the running stack; comes back when another switches to it."""
    run_sync(_thenables[stack.number])


def enter(number):
    """First function of every stack but the root's. JavaScript calls it."""
    stack = stacks[number]
    while True:
        job, stack.job = stack.job, None
        following = job()
        stack.leftovers.append(job)
        del job
        idle.append(stack)
        run_sync(_thenables[following.number])


root = Stack(0)
stacks.append(root)


def wait_outside_for(ask):
    """Leaves all stacks until what `ask` begins in JavaScript has come to its end. Returns what it gave."""
    ask()
    return run_sync(_gate)
