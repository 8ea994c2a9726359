"""The small commands that a process may start by name. Each gets its arguments and returns its exit code."""

import os
import re
import sys
from collections import deque
from importlib import import_module
from itertools import islice

from . import descriptors, run


def _echo(out, err, words):
    end = '\n'
    if words[:1] == ['-n']:
        words, end = words[1:], ''
    out(' '.join(words) + end)
    return 0


def _sleep(out, err, words):
    import_module('time').sleep(sum(float(word.removesuffix('s')) for word in words))
    return 0


def _cat(out, err, words):
    lines = _Lines('cat', words, err)
    for line in lines:
        out(line)
    return lines.code


class _Lines:
    """The lines of files, or of standard input. `code`: 1 once one of the files could not be read."""

    def __init__(self, name, paths, err):
        self._name, self._paths, self._err = name, paths, err
        self.code = 0

    def __iter__(self):
        for path in self._paths or ['-']:
            if path == '-':
                yield from sys.stdin
                continue
            try:
                with open(path) as file:
                    yield from file
            except OSError as error:
                self._err(f'{self._name}: {path}: {error.strerror}\n')
                self.code = 1


def _split(words, valued=''):
    """The options of a small command as {letter: value or ''}, and its other words. `valued`: letters that take a value."""
    options, others = {}, []
    words = iter(words)
    for word in words:
        if len(word) < 2 or word[0] != '-':
            others.append(word)
        elif valued and word[1:].isdigit():
            options[valued] = word[1:]
        elif word[1] in valued:
            options[word[1]] = word[2:] or next(words, '')
        else:
            options.update(dict.fromkeys(word[1:], ''))
    return options, others


def _grep(out, err, words):
    options, others = _split(words)
    if not others:
        err('usage: grep [-Ecinv] PATTERN [FILE]...\n')
        return 2
    # In a basic expression these signs are special behind a backslash, and text without.
    text = others[0] if 'E' in options else re.sub(r'\\?[+?(){}|]', lambda sign: sign[0][1:] or f'\\{sign[0]}', others[0])
    pattern = re.compile(text, re.IGNORECASE if 'i' in options else 0)
    lines = _Lines('grep', others[1:], err)
    found = 0
    for number, line in enumerate(lines, 1):
        if (pattern.search(line) is None) != ('v' in options):
            continue
        found += 1
        if 'c' not in options:
            out((f'{number}:' if 'n' in options else '') + line.removesuffix('\n') + '\n')
    if 'c' in options:
        out(f'{found}\n')
    return 2 if lines.code else 0 if found else 1


def _wc(out, err, words):
    options, paths = _split(words)
    code, rows = 0, []
    for path in paths or ['']:
        lines = _Lines('wc', [path] if path else [], err)
        text = ''.join(lines)
        code = max(code, lines.code)
        if not lines.code:
            rows.append((text.count('\n'), len(text.split()), len(text.encode()), path))
    if len(paths) > 1:
        rows.append((*map(sum, zip(*(row[:3] for row in rows))), 'total'))
    shown = [n for n, letter in enumerate('lwc') if letter in options or not options]
    # As wide as the widest count, of all three if several are shown; several of a stream that is no file: 7.
    counted = shown if len(shown) == 1 else range(3)
    widest = max((len(str(row[n])) for row in rows for n in counted), default=1)
    is_stream = not paths and not isinstance(run.world.current.process.descriptors[0].end, descriptors.File)
    width = 7 if is_stream and len(shown) > 1 else widest
    for row in rows:
        out(' '.join([*(f'{row[n]:{width}}' for n in shown), *filter(None, row[3:])]) + '\n')
    return code


def _sort(out, err, words):
    options, paths = _split(words)
    lines = _Lines('sort', paths, err)
    whole = [line.removesuffix('\n') for line in lines]
    if 'u' in options:
        whole = list(dict.fromkeys(whole))
    number = re.compile(r'\s*-?\d+(?:\.\d+)?')
    key = (lambda line: (float(found[0]) if (found := number.match(line)) else 0, line)) if 'n' in options else None
    for line in sorted(whole, key=key, reverse='r' in options):
        out(f'{line}\n')
    return 2 if lines.code else 0


def _part(name, cut):
    """`head` and `tail`."""

    def command(out, err, words):
        options, paths = _split(words, 'n')
        lines = _Lines(name, paths, err)
        for line in cut(lines, int(options.get('n') or 10)):
            out(line)
        return lines.code

    return command


def _date(out, err, words):
    out(import_module('time').strftime('%a %b %e %H:%M:%S UTC %Y\n'))
    return 0


# All addresses from the ranges for documentation, as in the scenarios of the gallery.
_HOSTS = {'www.python.org': '192.0.2.10', 'docs.python.org': '192.0.2.11', 'example.com': '198.51.100.7', 'localhost': '127.0.0.1'}


def _nslookup(out, err, words):
    name = words[0] if words else ''
    import_module('time').sleep(0.3)
    if name not in _HOSTS:
        out(f"** server can't find {name}: NXDOMAIN\n")
        return 1
    out(f'Name:\t{name}\nAddress: {_HOSTS[name]}\n')
    return 0


def _ls(out, err, words):
    code = 0
    for word in [word for word in words if not word.startswith('-')] or ['.']:
        try:
            for name in sorted(os.listdir(word)):
                out(f'{name}\n')
        except OSError as error:
            err(f"ls: cannot access '{word}': {error.strerror}\n")
            code = 2
    return code


named = {
    'echo': _echo,
    'sleep': _sleep,
    'cat': _cat,
    'date': _date,
    'grep': _grep,
    'head': _part('head', islice),
    'ls': _ls,
    'nslookup': _nslookup,
    'sort': _sort,
    'tail': _part('tail', deque),
    'wc': _wc,
    'true': lambda out, err, words: 0,
    'false': lambda out, err, words: 1,
    'pwd': lambda out, err, words: out(os.getcwd() + '\n') and 0 or 0,
}
