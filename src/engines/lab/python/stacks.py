"""Switched stacks: many Python stacks in one interpreter, of which one runs at a time.

A stack is suspended by `run_sync` on a thenable (JavaScript Promise Integration). The thenable of a stack is made once
and used for every switch to it: its `then` stores how to resume the stack that is suspended, and resumes or starts the
target (worker/switcher.ts). `asyncio.ensure_future` is patched to pass such a thenable through unchanged; otherwise every
switch would make a task and wait for a turn of the event loop.

Stacks are pooled: a stack that has finished its job waits for the next one.
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


# Thenables by number of the stack. Not attributes: a program can reach a stack, but must not reach JavaScript.
_thenables = []


class Stack:
    """
    `job`: a function that the stack calls once and that returns the stack to switch to then. A finished job is released at a
    safe point, since a destructor may run code of the program, which needs a thread of its process: until then it is in
    `leftovers` of the process.
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
    """An idle stack."""
    if idle:
        return idle.pop()
    stack = Stack(len(stacks))
    stacks.append(stack)
    return stack


def give_back(stack):
    """Returns a stack whose job never began."""
    stack.job = None
    idle.append(stack)


def switch(stack):
    """Suspends the running stack; returns when another stack switches back to it."""
    run_sync(_thenables[stack.number])


def enter(number):
    """First function of every stack but the root's, called by JavaScript."""
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
    """Suspends all stacks until the promise that `ask` starts in JavaScript is settled. Returns its value."""
    ask()
    return run_sync(_gate)
