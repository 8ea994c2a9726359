"""
The shell: `sh -c` and `os.system`. Runs commands in sequence and side by side, with variables, redirections, `for` over words,
and sums of numbers. No other loops, no functions.
"""

import glob
import os
import re
import shlex
import sys
from functools import partial

from . import programs, run
from .commands import named
from .replay import answered


def run_line(out, err, line):
    """Runs commands in sequence, `a; b && c || d`, and side by side, `a | b`. Returns the exit code."""
    code = 0
    try:
        commands = list(_commands(_summed(_unrolled(line))))
    except ValueError as error:
        err(f'/bin/sh: 1: Syntax error: {error}\n')
        return 2
    for joint, stages in commands:
        if (joint == '&&' and code) or (joint == '||' and not code):
            continue
        if not any(stages):
            continue
        for stage in stages:
            stage.learn(code)
        if len(stages) == 1 and stages[0].words[:1] == ['exit']:
            words = stages[0].words
            return int(words[1]) & 255 if len(words) > 1 else code
        try:
            code = _run(stages) if len(stages) > 1 else _run_one(out, err, stages[0])
        except _Refused as refused:
            err(f'/bin/sh: 1: {refused}\n')
            code = 2
    return code


# An inner loop: its body has no other one.
_loop = re.compile(
    r'(?:^|(?<=[;&|\n])|(?<=\sdo))\s*for\s+(?P<name>\w+)\s+in\s+(?P<words>[^;\n]*?)\s*[;\n]\s*do\s+(?P<body>(?:(?!\bfor\s).)*?)\s*[;\n]\s*done(?!\w)', re.DOTALL
)
_sequence = re.compile(r'\$\(\s*seq((?:\s+-?\d+){1,3})\s*\)|`\s*seq((?:\s+-?\d+){1,3})\s*`')
_sum = re.compile(r'\$\(\(([-+*/%()\d\s]+)\)\)')
_quoted = re.compile(r"""('[^']*'|"(?:\\.|[^"\\])*")""")


def _unrolled(line):
    """The line with the commands of its `for` loops as often as they run."""
    while (loop := _last_loop(line)) is not None:
        name, body = loop['name'], loop['body']
        turns = [_with_word(body, name, word) for word in _words_of(loop['words'])]
        line = f'{line[: loop.start()]} {"; ".join(turns) or ":"}{line[loop.end() :]}'
    return line


def _last_loop(line):
    # Not what is in quotes.
    loops = [loop for loop in _loop.finditer(line) if all(line[: loop.start()].count(quote) % 2 == 0 for quote in '\'"')]
    return loops[-1] if loops else None


def _words_of(text):
    words = []
    for word in _split_words(_sequence.sub(lambda one: ' '.join(_numbers(one[1] or one[2])), text)):
        words += sorted(glob.glob(word)) or [word] if any(sign in word for sign in '*?[') else [word]
    return words


def _numbers(text):
    """What `seq` prints: LAST, FIRST LAST, or FIRST STEP LAST."""
    numbers = list(map(int, text.split()))
    first, step, last = (1, 1, *numbers) if len(numbers) == 1 else (numbers[0], 1, numbers[1]) if len(numbers) == 2 else numbers
    return map(str, range(first, last + (1 if step > 0 else -1), step)) if step else []


# A variable without braces: the word in its place must not become part of another name.
_bare = re.compile(r'\$(\w+)')


def _with_word(body, name, word):
    """The body for one of the words, which stays one word."""
    variable = f'${{{name}}}'
    plain, in_quotes = (re.sub(f'([{signs}])', r'\\\1', word) for signs in (r'^\w./:,@%+=-', r'"\\$`'))
    return ''.join(
        piece if piece.startswith("'") else _bare.sub(r'${\1}', piece).replace(variable, in_quotes if piece.startswith('"') else plain)
        for piece in _quoted.split(body)
    )


def _summed(line):
    """With `$((1 + 2))` worked out. A text that is no sum stays."""

    def value(one):
        try:
            # Digits and signs only.
            return str(int(eval(one[1].replace('/', '//'), {'__builtins__': {}})))
        except (SyntaxError, ArithmeticError, TypeError):
            return one[0]

    return ''.join(piece if piece.startswith("'") else _sum.sub(value, piece) for piece in _quoted.split(line))


# What is in quotes or behind a backslash is no operator.
_piece = re.compile(
    r"""(?P<text>'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\;&|<>]+|['"\\])|(?P<turn>>>|>&|<&|>|<)|(?P<operator>&&|\|\||[;&|])"""
)
_variable = re.compile(r'\$(?:\{(\w+)\}|(\w+|[?$]))')
# The number of the descriptor, in front of a redirection; only at the beginning of a word.
_number = re.compile(r'(?:^|(?<=\s))\d$')
# In front of a word that is a redirection, and in place of `$?`: no text of a command has them.
_MARK, _LAST_CODE = '\0', '\1'
_marks = re.compile('[\0\1]')


class _Stage:
    """A command: its words, and its redirections as (descriptor, operator, word), in order."""

    def __init__(self, text):
        self.words, self.turns = [], []
        words = iter(_split_words(text))
        for word in words:
            if not word.startswith(_MARK):
                self.words.append(word)
                continue
            number, operator = word[1:].split(_MARK)
            target = next(words, _MARK)
            if target.startswith(_MARK):
                raise ValueError('end of file unexpected' if target == _MARK else 'redirection unexpected')
            self.turns.append((int(number or operator[0] == '>'), operator, target))

    def learn(self, code):
        """`code`: the exit code of the command before."""
        self.words = [word.replace(_LAST_CODE, str(code)) for word in self.words]

    def __bool__(self):
        return bool(self.words or self.turns)


def _split_words(text):
    try:
        return shlex.split(text)
    except ValueError:
        raise ValueError('Unterminated quoted string')


def _commands(line):
    """Of each command: the operator before it, and its stages."""
    joint, texts = ';', ['']
    for piece in _piece.finditer(_marks.sub('', line)):
        operator = piece['operator']
        if piece['text'] is not None:
            texts[-1] += _with_values(piece['text'])
        elif piece['turn'] is not None:
            number = _number.search(texts[-1])
            texts[-1] = f'{texts[-1][: number.start()] if number else texts[-1]} {_MARK}{number[0] if number else ""}{_MARK}{piece["turn"]} '
        elif operator == '|':
            texts.append('')
        else:
            yield joint, list(map(_Stage, texts))
            joint, texts = operator, ['']
    yield joint, list(map(_Stage, texts))


def _with_values(text):
    """A text with the values of its variables, in which nothing is a quote."""
    if text.startswith("'"):
        return text
    quotes = r'["\\]' if text.startswith('"') else r'["\'\\]'
    return _variable.sub(lambda one: re.sub(quotes, r'\\\g<0>', _value_of(one[1] or one[2])), text)


def _value_of(name):
    if name == '?':
        return _LAST_CODE
    return str(os.getpid()) if name == '$' else os.environ.get(name, '')


class _Refused(Exception):
    """A redirection that cannot be."""


_MODES = {'<': os.O_RDONLY, '>': os.O_WRONLY | os.O_CREAT | os.O_TRUNC, '>>': os.O_WRONLY | os.O_CREAT | os.O_APPEND}


class _Turned:
    """The descriptors of a command, redirected. The files that were opened for it are closed afterwards."""

    def __init__(self, stage, read=0, write=1):
        self.numbers = {0: read, 1: write, 2: 2}
        self.opened = []
        try:
            for number, operator, target in stage.turns:
                self.numbers[number] = self._copied(target) if operator.endswith('&') else self._open(operator, target)
        except _Refused:
            self.close()
            raise

    def _copied(self, target):
        number = self.numbers.get(int(target)) if target.isdigit() else None
        if number is None:
            raise _Refused(f'{target}: Bad file descriptor')
        return number

    def _open(self, operator, path):
        try:
            number = os.open(path, _MODES[operator], 0o666)
        except FileNotFoundError:
            raise _Refused(f'cannot open {path}: No such file' if operator == '<' else f'cannot create {path}: Directory nonexistent')
        except OSError as error:
            raise _Refused(f'cannot {"open" if operator == "<" else "create"} {path}: {error.strerror}')
        self.opened.append(number)
        return number

    def writer(self, number, usual):
        """Function that writes text to the redirected descriptor 1 or 2. `usual`: those of both as they are."""
        to = self.numbers[number]
        return usual[to] if to in usual else lambda text: os.write(to, text.encode())

    def close(self):
        for number in self.opened:
            os.close(number)


def _run_one(out, err, stage):
    """Runs a single command: the small programs in the shell's own process, unless their input is redirected."""
    words = stage.words
    command = named.get(programs.name_of(words[0])) if words else None
    turned = _Turned(stage)
    try:
        if not words or words[0] == ':':
            return 0
        usual = {1: out, 2: err}
        if not programs.is_there(words[0]):
            turned.writer(2, usual)(_not_found(words))
            return 127
        if command is None or turned.numbers[0] != 0:
            return _code_of(_begin(words, turned.numbers))
        code = command(turned.writer(1, usual), turned.writer(2, usual), words[1:])
        # What it has printed comes before all that follows.
        sys.stdout.flush()
        return code
    finally:
        turned.close()


def _begin(words, numbers):
    # What the shell has printed itself comes first.
    sys.stdout.flush()
    return _start(words, numbers)


@answered('sh')
def _start(words, numbers):
    descriptors = run.world.current.process.descriptors
    return programs.start(words, {n: descriptors[of].end for n, of in numbers.items() if of in descriptors}).pid


def _run(stages):
    """Starts a process for each stage; what one writes, the next one reads. Returns the last one's exit code."""
    read, ends = 0, []
    for n, stage in enumerate(stages, 1):
        following, write = (0, 1) if n == len(stages) else os.pipe()
        ends.append(_begin_stage(stage, read, write))
        for descriptor in (read, write):
            if descriptor > 2:
                os.close(descriptor)
        read = following
    return [end() for end in ends][-1]


def _begin_stage(stage, read, write):
    """Returns a function that waits for its end, and returns its exit code."""
    usual = {2: sys.stderr.write}
    try:
        turned = _Turned(stage, read, write)
    except _Refused as refused:
        sys.stderr.write(f'/bin/sh: 1: {refused}\n')
        return lambda: 2
    try:
        if not stage.words or stage.words[0] == ':':
            return lambda: 0
        if not programs.is_there(stage.words[0]):
            turned.writer(2, usual)(_not_found(stage.words))
            return lambda: 127
        return partial(_code_of, _begin(stage.words, turned.numbers))
    finally:
        turned.close()


def _not_found(words):
    return f'/bin/sh: 1: {words[0]}: not found\n'


def _code_of(pid):
    """Waits for a process. Returns its exit code as the shell has it."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return 128 - code if code < 0 else code


def run_named(process):
    """Runs a command that is not Python. Returns its exit code, or None if the command turns out to start Python."""
    name = programs.name_of(process.arguments[0])
    words = process.arguments[1:]
    out, err = sys.stdout.write, sys.stderr.write
    if name in programs.SHELLS:
        return run_line(out, err, (words[1:2] or [''])[0] if words[:1] == ['-c'] else ' '.join(words))
    if name in named:
        return named[name](out, err, words)
    return None
