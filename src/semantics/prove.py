"""Runs each of a list of programs in a CPython of its own and says what came of it: JSON in, JSON out.

Every second of theirs takes `scale` seconds, so that a busy machine can be given the time that it needs: a constant with a
point is a time.

Every program gets a fork of this interpreter, so that it ends as a program of its own does: its threads are waited for,
then come atexit's callbacks, then the exit code.
"""

import ast
import json
import os
import signal
import sys
import tempfile
import threading
import traceback

# How long a program may take, at a scale of 1 and above it.
SECONDS = 60

PRELUDE = """
import atexit, os, queue, sys, threading, time
from queue import *
from threading import *

def print(*values):
    # In one piece: Python's own takes several writes, between which others write.
    os.write(1, (' '.join(map(str, values)) + chr(10)).encode())

def tell(f, *args, **kwargs):
    try:
        answer = f(*args, **kwargs)
    except Exception as error:
        answer = type(error).__name__ + (': ' if str(error) else '') + str(error)
    print(answer)

def spawn(target, *args):
    thread = Thread(target=target, args=args)
    thread.start()
    return thread

def spawn_named(name, target, *args):
    thread = Thread(target=target, args=args, name=name)
    thread.start()
    return thread

def since(start):
    return round((time.monotonic() - start) / SCALE, 1)
"""


class Scaled(ast.NodeTransformer):
    """Floating-point constants are seconds: the programs use whole numbers for everything else that is short."""

    def __init__(self, scale):
        self.scale = scale

    def visit_Constant(self, node):
        if type(node.value) is float:
            return ast.copy_location(ast.Constant(node.value * self.scale), node)
        return node


def become(program, scale, out, err, others):
    """The child: from here on it is the program."""
    os.setpgid(0, 0)
    signal.alarm(int(SECONDS * max(1, scale / 10)))
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    # The program has the descriptors of a program that was just started.
    for file in (out, err, *others):
        file.close()
    # As a terminal starts it, however this is run.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    names = {"__name__": "__main__", "SCALE": scale}
    exec(PRELUDE, names)
    # What a fork leaves as it was in the parent.
    threading.main_thread()._set_native_id()
    try:
        tree = ast.fix_missing_locations(Scaled(scale).visit(ast.parse(program)))
        exec(compile(tree, "row", "exec"), names)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException:
        traceback.print_exc()
        sys.exit(1)
    sys.exit(0)


def end_group(pid):
    """Ends what a program left running: a child that nobody waits for may wait for ever."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def main():
    given = json.load(sys.stdin)
    programs, scale, at_once = given["programs"], given["scale"], given["atOnce"]
    results = [None] * len(programs)
    running = {}
    todo = list(enumerate(programs))
    while todo or running:
        while todo and len(running) < at_once:
            index, program = todo.pop(0)
            out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
            pid = os.fork()
            if pid == 0:
                others = [file for _, *files in running.values() for file in files]
                become(program, scale, out, err, others)
            running[pid] = (index, out, err)
        pid, status = os.wait()
        index, out, err = running.pop(pid)
        end_group(pid)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
        exit_code = os.waitstatus_to_exitcode(status)
        results[index] = {"out": texts[0], "err": texts[1], "exit": exit_code}
    json.dump({"version": sys.version.split()[0], "results": results}, sys.__stdout__)


main()
