"""The module `_socket`: connections within the run. There is one host, 127.0.0.1, and no network beyond it."""

import _socket as _real
import array
import os
import posix
import types
from operator import index

from . import descriptors, identity, os_module, run, special_files
from .c_classes import stands_in
from .descriptors import CAPACITY, Descriptor, End, Flow, add, bytes_of, of_number, real_os
from .error_numbers import LINUX, fail
from .events import DONE, RAISE, clip
from .replay import answered
from .threads import NEVER

_lstat = posix.lstat
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOL_SOCKET, SO_TYPE, SO_ERROR, SO_ACCEPTCONN, SCM_RIGHTS = 1, 3, 4, 30, 1
MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL = 2, 0x40, 0x100
_HERE = {'localhost', '127.0.0.1', '0.0.0.0', '', '::1', '::', 'localhost.localdomain', 'lab'}
_FIRST_PORT = 40_000
# Default of listen(): how many connections wait to be accepted at most.
BACKLOG = 128


class Socket(End):
    """What a socket's descriptor refers to."""

    can_read = can_write = True

    def __init__(self, family, kind):
        super().__init__()
        self.family = family
        self.kind = kind
        self.address = None
        # Where it is found in the table of its kind, once it has an address.
        self.key = None
        self.peer = None
        # Incoming and outgoing bytes of a connected socket.
        self.coming = None
        self.going = None
        self.has_shut = [False, False]
        # Listening socket: connections not accepted yet: (socket, event, thread); else None.
        self.backlog = None
        self.room = 0
        self.line = []
        self.index = -1
        self._index = -1
        # Datagrams received: (data, address, event, thread).
        self.letters = []
        self.options = {}
        # Number of the error of a connection that could not be made while nobody waited for it (SO_ERROR).
        self.failure = 0

    def is_readable(self):
        if self.backlog is not None:
            return bool(self.backlog)
        if self.kind == SOCK_DGRAM:
            return bool(self.letters)
        return self.coming is None or bool(self.coming.bytes) or not self.coming.writers or self.has_shut[0]

    def is_writable(self):
        if self.kind == SOCK_DGRAM:
            return True
        if self.failure:
            return True
        return self.going is not None and (len(self.going.bytes) < CAPACITY or not self.going.readers)

    def has_hung_up(self):
        if self.kind == SOCK_DGRAM or self.backlog is not None:
            return False
        if self.coming is None:
            return True
        # TCP: both directions are shut. A local socket: the peer is closed, too.
        is_at_end = self.has_shut[0] or not self.coming.writers
        return is_at_end and (self.has_shut[1] or (self.family == AF_UNIX and not self.going.readers))

    def lines(self):
        return [self.line] if self.coming is None else [self.coming.line, self.going.line]

    def read(self, world, most, limit=NEVER, is_blocking=None):
        return receive(world, self, most, limit, self.is_blocking if is_blocking is None else is_blocking, 0)

    def write(self, world, data, limit=NEVER, is_blocking=None):
        return send(world, self, data, limit, self.is_blocking if is_blocking is None else is_blocking)

    def close(self, world):
        if self.backlog is not None:
            for other, _, _ in self.backlog:
                other.close(world)
        table = _table(self)
        if self.key is not None and table.get(self.key) is self:
            del table[self.key]
        if self.coming is not None:
            unread = bool(self.coming.bytes)
            for descriptor in sum(self.coming.rights, []):
                descriptor.let_go(world)
            self.shut(world, SHUT_RDWR)
            if unread:
                # Closing with unread data resets the connection.
                self.going.is_reset = True
        self.line and world.wake_all(self.line)

    def shut(self, world, how):
        if how in (SHUT_RD, SHUT_RDWR) and not self.has_shut[0]:
            self.has_shut[0] = True
            self.coming.readers -= 1
            self.coming.wake(world)
        if how in (SHUT_WR, SHUT_RDWR) and not self.has_shut[1]:
            self.has_shut[1] = True
            self.going.writers -= 1
            self.going.wake(world)


def connect_pair(one, other):
    forth, back = Flow(), Flow()
    for flow in (forth, back):
        flow.readers = flow.writers = 1
        flow.is_reset = False
    one.going, one.coming = forth, back
    other.going, other.coming = back, forth
    return forth, back


def _tell(world, op, index, text='', other=-1, cause=-1, measure=0):
    me = world.current
    me.line = world.line() or me.line
    me.cause = -1
    return world.emit(DONE, op, index, other, measure, clip(text), cause)


def _fail_unconnected(end):
    failure, end.failure = end.failure, 0
    fail('ECONNREFUSED' if failure else 'ENOTCONN')


def receive(world, end, most, limit, may_wait, flags):
    if end.kind == SOCK_DGRAM:
        return receive_letter(world, end, most, limit, may_wait)[0]
    flow = end.coming
    if flow is None:
        _fail_unconnected(end)
    op = world.ops['pipe.recv']
    is_told = flow.is_plain() and world.is_told()
    if is_told:
        world.point(op, flow.index)
    while not flow.bytes and flow.writers and not end.has_shut[0]:
        if not may_wait or flags & MSG_DONTWAIT:
            fail('EAGAIN')
        if not world.wait(flow.line, op, flow, -1, limit):
            raise TimeoutError('timed out')
    if not flow.bytes and flow.is_reset:
        flow.is_reset = False
        fail('ECONNRESET')
    if flags & MSG_PEEK:
        return bytes(flow.bytes[:most])
    data, event, thread = flow.take(world, most)
    world.current.sent = event
    if is_told:
        _tell(world, op, flow.index, repr(data), thread, event, len(flow.messages))
    return data


def send(world, end, data, limit, may_wait, whole=True):
    flow = end.going
    if end.kind == SOCK_DGRAM:
        if end.peer is None:
            fail('EDESTADDRREQ')
        return send_letter(world, end, data, end.peer)
    if flow is None:
        _fail_unconnected(end)
    op = world.ops['pipe.send']
    is_told = flow.is_plain() and world.is_told()
    if is_told:
        world.point(op, flow.index)
    data = bytes(data)
    written = 0
    while True:
        if end.has_shut[1] or not flow.readers:
            fail('EPIPE')
        part = data[written : written + CAPACITY - len(flow.bytes)]
        if part or not data:
            written += len(part)
            event = -1
            if is_told and written == len(data):
                event = _tell(world, op, flow.index, repr(data), measure=len(flow.messages) + 1)
            flow.put(world, part, event)
        if written == len(data) or (written and not may_wait):
            return written
        if not may_wait:
            fail('EAGAIN')
        if not world.wait(flow.line, op, flow, -1, limit):
            raise TimeoutError('timed out')


def send_letter(world, end, data, address):
    if end.family != AF_UNIX:
        if end.address is None:
            bind(end, ('0.0.0.0', 0))
        to, sender = run.letterboxes.get(_key(end, address)), ('127.0.0.1', end.address[1])
    elif _is_gone(end, address):
        fail('ENOENT')
    else:
        to, sender = run.letterboxes.get(_key(end, address)), end.address
        if to is None:
            fail('ECONNREFUSED')
    if to is not None:
        to.letters.append((bytes(data), sender, -1, world.current.lane))
        world.wake_all(to.line)
    return len(data)


def receive_letter(world, end, most, limit, may_wait):
    while not end.letters:
        if not may_wait:
            fail('EAGAIN')
        if not world.wait(end.line, world.ops['pipe.recv'], None, -1, limit):
            raise TimeoutError('timed out')
    data, address, _, _ = end.letters.pop(0)
    return data[:most], address


def _host(end, address, caller):
    if end.family == AF_UNIX:
        path = address if isinstance(address, str) else address.decode()
        return path.encode() if path.startswith('\0') else path
    if not isinstance(address, tuple) or len(address) < 2:
        raise TypeError(f'{caller}(): AF_INET address must be tuple, not {type(address).__name__}')
    host, port = address[0], address[1]
    if not isinstance(port, int):
        raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
    if not 0 <= port <= 65535:
        raise OverflowError(f'{caller}(): port must be 0-65535.')
    _look_up(host)
    return host, port


def _look_up(host):
    if host not in _HERE and not str(host).startswith('127.'):
        raise gaierror(-3, 'Temporary failure in name resolution (there is no network here, only this machine: localhost)')
    return '127.0.0.1'


def _numeric(host):
    """The address that a name has. Any other than this machine's has been refused."""
    if host in ('', '0.0.0.0'):
        return '0.0.0.0'
    return host if host in ('::', '::1') or host.startswith('127.') else '127.0.0.1'


def _reached(address):
    """The address at which a connection to an address is: one to all addresses leads to this machine."""
    return ('127.0.0.1' if address[0] == '0.0.0.0' else address[0], address[1])


def _table(end):
    return run.letterboxes if end.kind == SOCK_DGRAM else run.listeners


def _key(end, address):
    """Where the socket at an address is found: a path leads to it as long as its file is there, whatever the path is called."""
    if end.family != AF_UNIX:
        return 'udp' if end.kind == SOCK_DGRAM else 'tcp', address[1]
    if _is_abstract(address):
        return address
    return ('unix', _lstat(address).st_ino) if _is_there(address) else None


def _is_abstract(address):
    """Whether an AF_UNIX name is abstract: it has no file."""
    return isinstance(address, bytes)


def _is_there(path):
    try:
        _lstat(path)
    except OSError:
        return False
    return True


def _is_gone(end, address):
    """Whether an AF_UNIX name's file has been removed: a socket may still listen there, but nobody can connect."""
    return end.family == AF_UNIX and not _is_abstract(address) and not _is_there(address)


def bind(end, address):
    address = _host(end, address, 'bind')
    if end.address is not None:
        fail('EINVAL')
    if end.family == AF_UNIX:
        if address in _table(end) if _is_abstract(address) else _is_there(address):
            fail('EADDRINUSE')
        if not _is_abstract(address):
            try:
                real_os['close'](real_os['open'](address, os.O_WRONLY | os.O_CREAT, 0o666))
                special_files.note_socket(address)
            except FileNotFoundError:
                fail('ENOENT')
        end.address = address
    else:
        host, port = address
        taken = run.bound
        if port == 0:
            port = next(n for n in range(_FIRST_PORT, 65536) if (end.kind, n) not in taken)
        elif (holder := taken.get((end.kind, port))) is not None and holder.holders > 0:
            fail('EADDRINUSE')
        taken[(end.kind, port)] = end
        end.address = (_numeric(host), port)
    end.key = _key(end, end.address)
    if end.kind == SOCK_DGRAM:
        run.letterboxes[end.key] = end


@stands_in('_socket')
class socket:
    """Base class like the one in C; socket.py derives from it."""

    __slots__ = ('_fd', '_end', '_timeout', '_process', 'proto', '_birth')

    __hash__ = identity.hash_of

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            end = _end_of(fileno)
            self._fd = fileno
        else:
            self._fd, end = _make(AF_INET if family == -1 else int(family), SOCK_STREAM if type == -1 else int(type) & 0xF)
        self._end = end
        self._timeout = getdefaulttimeout()
        self._process = run.world.current.process
        self.proto = max(0, int(proto))

    @property
    def family(self):
        return self._end.family

    @property
    def type(self):
        return self._end.kind

    @property
    def timeout(self):
        return self._timeout

    def fileno(self):
        return self._fd

    def _open(self):
        if self._fd < 0:
            fail('EBADF')
        return self._end

    def _limit(self):
        """Timeout as (program time in ms, whether the socket blocks)."""
        return run.world.now + 1000 * self._timeout if self._timeout else NEVER, self._timeout != 0

    def settimeout(self, value):
        if value is not None:
            value = float(value if hasattr(value, '__float__') else index(value))
            if value < 0:
                raise ValueError('Timeout value out of range')
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout is None or self._timeout > 0

    def detach(self):
        number, self._fd = self._fd, -1
        return number

    def close(self):
        number, self._fd = self._fd, -1
        if number >= 0:
            os_module.os.close(number)

    def bind(self, address):
        _bind(self._open(), address)

    def listen(self, backlog=BACKLOG):
        _listen(self._open(), max(1, index(backlog)))

    def _accept(self):
        return _accept(self._open(), *self._limit())

    def connect(self, address):
        _connect(self._open(), address, *self._limit())

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as error:
            if error.errno is None:
                raise
            return error.errno
        return 0

    def recv(self, size, flags=0):
        size = index(size)
        if size < 0:
            raise ValueError('negative buffersize in recv')
        return _recv(self._open(), size, *self._limit(), flags)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast('B')
        data = self.recv(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def recvfrom(self, size, flags=0):
        end = self._open()
        if end.kind == SOCK_DGRAM:
            return _recv_letter(end, size, *self._limit())
        return self.recv(size, flags), None

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast('B')
        data, address = self.recvfrom(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data), address

    def send(self, data, flags=0):
        return _send(self._open(), bytes_of(data), *self._limit())

    def sendall(self, data, flags=0):
        data = bytes_of(data)
        end = self._open()
        limit, may_wait = self._limit()
        sent = _send(end, data, limit, may_wait)
        while sent < len(data):
            sent += _send(end, data[sent:], limit, may_wait)

    def sendto(self, data, *more):
        end = self._open()
        address = more[-1]
        if end.kind != SOCK_DGRAM:
            fail('EISCONN' if end.coming is not None else 'EPIPE')
        return _send_letter(end, bytes_of(data), _host(end, address, 'sendto'))

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None):
        end = self._open()
        data = b''.join(buffers)
        if address is not None and end.kind == SOCK_DGRAM:
            return self.sendto(data, address)
        numbers = []
        for level, kind, numbers_of_one in ancdata:
            if (level, kind) != (SOL_SOCKET, SCM_RIGHTS):
                fail('EINVAL')
            numbers += array.array('i', bytes(numbers_of_one))
        return _send_with(end, data, tuple(numbers), *self._limit())

    def recvmsg(self, size, ancbufsize=0, flags=0):
        end = self._open()
        if end.kind == SOCK_DGRAM:
            data, address = self.recvfrom(size, flags)
            return data, [], 0, address
        data, numbers = _recv_with(end, size, ancbufsize > 0, *self._limit(), flags)
        ancillary = [(SOL_SOCKET, SCM_RIGHTS, array.array('i', numbers).tobytes())] if numbers else []
        return data, ancillary, 0, '' if end.family == AF_UNIX else None

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0):
        views = [memoryview(buffer).cast('B') for buffer in buffers]
        data, *more = self.recvmsg(sum(map(len, views)), ancbufsize, flags)
        left = data
        for view in views:
            view[: len(left)] = left[: len(view)]
            left = left[len(view) :]
        return len(data), *more

    def shutdown(self, how):
        _shutdown(self._open(), how)

    def getsockname(self):
        return _name_of(self._open())

    def getpeername(self):
        end = self._open()
        peer = _peer_of(end)
        if peer is None:
            fail('ENOTCONN')
        return peer

    def setsockopt(self, level, name, *value):
        self._open().options[(level, name)] = value[0] if value else 0

    def getsockopt(self, level, name, size=0):
        return _option(self._open(), level, name)

    def __repr__(self):
        return f'<socket object, fd={self._fd}, family={self.family}, type={self.type}, proto={self.proto}>'

    def __del__(self):
        # Without CPython's ResourceWarning; the descriptor is closed all the same.
        world = run.world
        if self._fd >= 0 and world is not None and world.current is not None and not world.is_closing and self._process is world.current.process:
            try:
                self.close()
            except OSError:
                pass


@answered('socket')
def _make(family, kind):
    if family not in (AF_UNIX, AF_INET, AF_INET6):
        fail('EAFNOSUPPORT')
    end = Socket(family, kind)
    return add(end), end


@answered('fileno')
def _end_of(number):
    end = of_number(number).end
    if not isinstance(end, Socket):
        fail('ENOTSOCK')
    return end


@answered('bind')
def _bind(end, address):
    bind(end, address)


@answered('listen')
def _listen(end, room):
    if end.kind != SOCK_STREAM:
        fail('EOPNOTSUPP')
    if end.address is None:
        bind(end, ('0.0.0.0', 0))
    end.room = room + 1
    if end.backlog is None:
        end.backlog = []
        run.listeners[end.key] = end
        run.declare_listener(end)


@answered('accept')
def _accept(end, limit, may_wait):
    world = run.world
    op = world.ops['socket.accept']
    is_told = end.index >= 0 and world.is_told()
    if is_told:
        world.point(op, end.index)
    if end.backlog is None:
        fail('EINVAL')
    while not end.backlog:
        if not may_wait:
            fail('EAGAIN')
        if not world.wait(end.line, op, end, -1, limit):
            raise TimeoutError('timed out')
        if end.backlog is None or end.holders == 0:
            fail('EBADF')
    other, event, thread = end.backlog.pop(0)
    world.wake_all(end.line)
    if is_told:
        _tell(world, op, end.index, '', thread, event, len(end.backlog))
    return add(other), other.peer if other.peer is not None else ''


@answered('connect')
def _connect(end, address, limit, may_wait):
    world = run.world
    if end.coming is not None:
        fail('EISCONN')
    address = _host(end, address, 'connect')
    if end.kind == SOCK_DGRAM:
        if end.address is None and end.family != AF_UNIX:
            bind(end, ('127.0.0.1', 0))
        if end.family != AF_UNIX:
            address, end.address = _reached((_numeric(address[0]), address[1])), _reached(end.address)
        end.peer = address
        return
    op = world.ops['socket.connect']
    server = run.listeners.get(_key(end, address))
    if world.is_told():
        world.point(op, -1 if server is None else server.index)
    while True:
        server = None if _is_gone(end, address) else run.listeners.get(_key(end, address))
        if server is None:
            if world.is_told():
                text = 'ConnectionRefusedError: [Errno 111] Connection refused'
                world.emit(RAISE, op, -1, -1, -1, text)
            if not may_wait and end.family != AF_UNIX:
                end.failure = LINUX['ECONNREFUSED']
                fail('EINPROGRESS')
            fail('ENOENT' if _is_gone(end, address) else 'ECONNREFUSED')
        if len(server.backlog) < server.room:
            break
        if not may_wait:
            fail('EINPROGRESS')
        if not world.wait(server.line, op, server, -1, limit):
            raise TimeoutError('timed out')
    if end.address is None and end.family != AF_UNIX:
        bind(end, ('127.0.0.1', 0))
    other = Socket(end.family, SOCK_STREAM)
    flows = connect_pair(end, other)
    at = server.address if end.family == AF_UNIX else _reached((_numeric(address[0]), address[1]))
    other.address, other.peer = at, end.address
    end.peer = at
    run.declare_connection(flows, server)
    event = -1
    if server.index >= 0:
        event = _tell(world, op, server.index, run.connection_name(flows[0]), measure=len(server.backlog) + 1)
    server.backlog.append((other, event, world.current.lane))
    world.wake_all(server.line)
    if not may_wait and end.family != AF_UNIX:
        # It is made at once, but that is told as on a network.
        fail('EINPROGRESS')


@answered('recv')
def _recv(end, size, limit, may_wait, flags):
    return receive(run.world, end, size, limit, may_wait, flags)


@answered('recv letter')
def _recv_letter(end, size, limit, may_wait):
    return receive_letter(run.world, end, size, limit, may_wait)


@answered('send')
def _send(end, data, limit, may_wait):
    return send(run.world, end, data, limit, may_wait)


@answered('sendmsg')
def _send_with(end, data, numbers, limit, may_wait):
    rights = [Descriptor(of_number(number).end) for number in numbers]
    if rights and end.going is not None:
        end.going.rights.append(rights)
    return send(run.world, end, data, limit, may_wait)


@answered('recvmsg')
def _recv_with(end, size, wants_rights, limit, may_wait, flags):
    data = receive(run.world, end, size, limit, may_wait, flags)
    if not data or not wants_rights or not end.coming.rights:
        return data, []
    rights = end.coming.rights.pop(0)
    numbers = [add(descriptor.end) for descriptor in rights]
    for descriptor in rights:
        descriptor.let_go(run.world)
    return data, numbers


@answered('send letter')
def _send_letter(end, data, address):
    return send_letter(run.world, end, data, address)


@answered('shutdown')
def _shutdown(end, how):
    if end.backlog is not None:
        if how != SHUT_WR:
            run.listeners.pop(end.key, None)
            end.backlog = None
            run.world.wake_all(end.line)
        return
    if end.coming is None:
        fail('ENOTCONN')
    end.shut(run.world, how)


@answered('getsockopt')
def _option(end, level, name):
    if (level, name) == (SOL_SOCKET, SO_ERROR):
        failure, end.failure = end.failure, 0
        return failure
    if (level, name) == (SOL_SOCKET, SO_ACCEPTCONN):
        return int(end.backlog is not None)
    return int(end.kind) if (level, name) == (SOL_SOCKET, SO_TYPE) else end.options.get((level, name), 0)


@answered('getsockname')
def _name_of(end):
    return end.address if end.address is not None else ('' if end.family == AF_UNIX else ('0.0.0.0', 0))


@answered('getpeername')
def _peer_of(end):
    return None if end.coming is None and end.kind == SOCK_STREAM else (end.peer if end.peer is not None else '')


@answered('socketpair')
def _pair(family, kind):
    one, other = Socket(family, kind), Socket(family, kind)
    flows = connect_pair(one, other)
    one.address = other.address = ''
    return add(one), add(other), flows


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0):
    one, other, flows = _pair(int(family), int(type))
    run.declare_pair(flows)
    return socket(fileno=one), socket(fileno=other)


def getdefaulttimeout():
    return run.world.current.process.socket_timeout


def setdefaulttimeout(value):
    run.world.current.process.socket_timeout = None if value is None else float(value)


class gaierror(OSError):
    pass


class herror(OSError):
    pass


gaierror.__module__ = herror.__module__ = 'socket'


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    address = _look_up('' if host is None else host.decode() if isinstance(host, bytes) else host)
    if isinstance(port, bytes):
        port = port.decode()
    if isinstance(port, str):
        port = int(port) if port.isdigit() else getservbyname(port)
    if host is None and flags & 1:
        address = '0.0.0.0'
    if host == '0.0.0.0':
        address = host
    kinds = [type] if type else [SOCK_STREAM, SOCK_DGRAM]
    return [(AF_INET, kind, 6 if kind == SOCK_STREAM else 17, '', (address, port or 0)) for kind in kinds]


_SERVICES = {'http': 80, 'https': 443, 'ftp': 21, 'ssh': 22, 'smtp': 25, 'domain': 53, 'echo': 7}
_PROTOCOLS = {'ip': 0, 'icmp': 1, 'tcp': 6, 'udp': 17}


def getservbyname(name, protocol='tcp'):
    if name not in _SERVICES:
        raise OSError('service/proto not found')
    return _SERVICES[name]


def getservbyport(port, protocol='tcp'):
    for name, number in _SERVICES.items():
        if number == port:
            return name
    raise OSError('port/proto not found')


def getprotobyname(name):
    if name not in _PROTOCOLS:
        raise OSError('protocol not found')
    return _PROTOCOLS[name]


def make():
    module = types.ModuleType('_socket')
    module.__dict__.update({name: value for name, value in _real.__dict__.items() if name.isupper()})
    module.__dict__.update(
        AF_UNIX=AF_UNIX, AF_INET=AF_INET, AF_INET6=AF_INET6, SOMAXCONN=4096, has_ipv6=False, SO_REUSEADDR=2, SO_REUSEPORT=15
    )
    module.SO_ACCEPTCONN, module.SCM_RIGHTS = SO_ACCEPTCONN, SCM_RIGHTS
    module.CMSG_LEN = lambda length: 16 + length
    module.CMSG_SPACE = lambda length: 16 + (length + 7) // 8 * 8
    for name in ('htonl', 'htons', 'ntohl', 'ntohs', 'inet_aton', 'inet_ntoa', 'inet_pton', 'inet_ntop'):
        setattr(module, name, getattr(_real, name))
    module.socket = module.SocketType = socket
    module.error, module.timeout, module.gaierror, module.herror = OSError, TimeoutError, gaierror, herror
    module.socketpair, module.getaddrinfo = socketpair, getaddrinfo
    module.getservbyname, module.getservbyport, module.getprotobyname = getservbyname, getservbyport, getprotobyname
    module.getdefaulttimeout, module.setdefaulttimeout = getdefaulttimeout, setdefaulttimeout
    module.gethostname = lambda: 'lab'
    module.gethostbyname = lambda host: _look_up(host)
    module.gethostbyname_ex = lambda host: (host, [], [_look_up(host)])
    module.gethostbyaddr = lambda address: ('localhost', [], [_look_up(address)])
    module.getnameinfo = lambda address, flags: (address[0], str(address[1]))
    module.close = lambda number: os_module.os.close(number)
    module.dup = lambda number: os_module.os.dup(number)
    module.CAPI = None
    return module
