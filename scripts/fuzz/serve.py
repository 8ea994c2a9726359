"""Runs programs under CPython for fuzz.ts: one line of JSON a program in, one line of JSON a result out.

Every program has a process of its own, forked from this one, which has imported all it needs: that is what makes
thousands of programs affordable. The child leaves `serve` with its program and ends as any interpreter does.

A request: {"id", "text", "width": seconds of a slot, "slots": when it is stopped}. A result: {"id", "lines", "exit",
"at": slot in which it ended, "out", "err"}; exit and at are null where it was stopped. A line is "who place slot answer", or
"late who" where the machine was too busy for the answer to count.
"""
import concurrent.futures, concurrent.futures.process, concurrent.futures.thread
import functools, gc, json, multiprocessing, multiprocessing.connection, multiprocessing.managers, multiprocessing.pool
import multiprocessing.queues, multiprocessing.synchronize, multiprocessing.sharedctypes
import os, queue, random, re, select, signal, socket, subprocess, sys, threading, time, types

W = 1.0
START = 0.0
LOG = -1


def slot_now():
    return (time.monotonic() - START) / W


def tell(line):
    os.write(LOG, (line + '\n').encode())


def turn(me):
    slot = int(slot_now() + 0.3)
    due = slot + 1
    while due % ROUND != MINE[me]:
        due += 1
    time.sleep(max(0, START + due * W - time.monotonic()))
    if slot_now() - due > 0.4:
        tell('late ' + me)


def call(me, place, calls, is_kept=False):
    turn(me)
    result = None
    try:
        result = calls()
        answer = 'made' if is_kept else repr(result)
    except (Exception, concurrent.futures.CancelledError) as error:
        answer = type(error).__module__ + '.' + type(error).__qualname__
        if str(error):
            answer += ': ' + str(error)
    now = slot_now()
    if now % 1 > 0.7:
        tell('late ' + me)
    tell(f'> {me} {place} {int(now + 0.05)} {answer}')
    return result


def job(me, turns, value):
    for _ in range(turns):
        turn(me)
    if value == 'raise':
        raise ValueError(me)
    if value == 'exit':
        sys.exit(3)
    return [me, value]


def each(item):
    return job(*item)


def many(items, count):
    return lambda: len(items) >= count


def socket_pair(limit):
    pair = socket.socketpair()
    for end in pair:
        end.settimeout(limit)
    return pair


def start_apart(start, *given):
    """A thread gets a stack larger than all before, so that none gets that of one which has ended: its ident would be the
    same, and an RLock that a dead thread holds would be its own."""
    threading.stack_size(threading.stack_size() + 65536)
    return start(*given)


threading.stack_size(1 << 20)
threading._start_new_thread = functools.partial(start_apart, threading._start_new_thread)

o = types.SimpleNamespace()


def begin(request, log, out, err):
    """In the child: everything is as in an interpreter that has just started."""
    global W, START, LOG
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(out, 1)
    sys.stdout.reconfigure(encoding='utf-8', line_buffering=True, write_through=False)
    os.dup2(err, 2)
    LOG = log
    W = request['width']
    START = time.monotonic() + W / 2
    # If the server does not live to stop it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.alarm(int(request['slots'] * W) + 10)
    return request['text']


class Running:
    def __init__(self, request):
        log, self.log = os.pipe()
        out, self.out = os.pipe()
        err, self.err = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self.text = begin(request, self.log, self.out, self.err)
            return
        os.close(self.log)
        os.close(self.out)
        os.close(self.err)
        self.log, self.out, self.err = log, out, err
        os.set_blocking(log, False)
        os.set_blocking(out, False)
        os.set_blocking(err, False)
        self.id = request['id']
        self.width = request['width']
        self.start = time.monotonic() + self.width / 2
        self.end = self.start + request['slots'] * self.width
        self.exit = self.at = None
        self.said = {log: b'', out: b'', err: b''}

    def read(self, fd):
        try:
            while data := os.read(fd, 65536):
                self.said[fd] += data
        except BlockingIOError:
            pass

    def is_over(self):
        if self.exit is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid != 0:
                self.exit = os.waitstatus_to_exitcode(status)
                self.at = (time.monotonic() - self.start) / self.width
        return self.exit is not None or time.monotonic() > self.end

    def close(self):
        """The result. What it has left behind is killed."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        if self.exit is None:
            os.waitpid(self.pid, 0)
        for fd in (self.log, self.out, self.err):
            self.read(fd)
            os.close(fd)
        return {
            'id': self.id,
            'lines': self.said[self.log].decode().splitlines(),
            'out': self.said[self.out].decode(errors='replace'),
            'err': self.said[self.err].decode(errors='replace'),
            'exit': self.exit,
            'at': None if self.exit is None else int(self.at + 0.05),
        }


def serve(most):
    """Comes back in a child only, with the text of its program."""
    gc.freeze()
    pending = b''
    waiting = []
    running = []

    def stop(*_):
        for program in running:
            program.close()
        os._exit(1)

    signal.signal(signal.SIGTERM, stop)
    is_open = True
    os.set_blocking(0, False)
    while is_open or waiting or running:
        while waiting and len(running) < most:
            new = Running(waiting.pop(0))
            if new.pid == 0:
                return new.text
            running.append(new)
        select.select([0] if is_open else [], [], [], 0.004 if running else 1)
        if is_open:
            try:
                data = os.read(0, 1 << 20)
                is_open = data != b''
                pending += data
            except BlockingIOError:
                pass
            *lines, pending = pending.split(b'\n')
            waiting += [json.loads(line) for line in lines]
        for program in running[:]:
            program.read(program.log)
            program.read(program.out)
            program.read(program.err)
            if program.is_over():
                running.remove(program)
                os.write(1, (json.dumps(program.close()) + '\n').encode())
    os._exit(0)


def hurry():
    """Programs sleep nearly all the time, and must be on time when they do not: where it may, before all others."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except (OSError, AttributeError):
        pass


hurry()
exec(compile(serve(int(sys.argv[1])), 'program.py', 'exec'), globals())
