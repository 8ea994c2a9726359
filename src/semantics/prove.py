"""Runs each of a list of programs in a CPython process of its own: JSON in, JSON with the outcomes out.

Times in the programs are multiplied by `scale`, for a busy machine: every floating-point constant is a time.

Every program runs in a fork of this interpreter and ends like a program: its threads are joined, then atexit
callbacks run, then it exits with its code.
"""

import ast
import json
import os
import signal
import sys
import tempfile
import threading
import traceback

# Timeout of a program in seconds, at a scale of 1; larger scales multiply it.
SECONDS = 30

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
    """Floating-point constants are seconds: the programs use integers for everything else."""

    def __init__(self, scale):
        self.scale = scale

    def visit_Constant(self, node):
        if type(node.value) is float:
            return ast.copy_location(ast.Constant(node.value * self.scale), node)
        return node


def become(program, scale, out, err, others):
    """The child: the program runs from here on."""
    os.setpgid(0, 0)
    signal.alarm(int(SECONDS * max(1, scale / 10)))
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    # Give the program the descriptors of a freshly started process.
    for file in (out, err, *others):
        file.close()
    # Restore SIGINT's handler as a terminal starts it, whatever started this script.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    names = {"__name__": "__main__", "SCALE": scale}
    exec(PRELUDE, names)
    # State that fork copies from the parent and a new process would not have.
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
    """Kills processes that a program left running: an orphan may wait for ever."""
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
