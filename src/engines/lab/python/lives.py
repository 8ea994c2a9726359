"""The life of a process, run in its first thread: from its modules to its exit code."""

import os
import sys
import types
import warnings
from gc import collect
from importlib import import_module
from weakref import ref

from . import events, files, library, open_files, os_module, processes, programs, shell, run, settings, signal_module, streams, watch
from .errors import format_error, report_ignored
from .world import Kill


_excepthook = sys.excepthook


def run_process(process):
    world = run.world
    main = world.current
    main.hidden += 1
    try:
        process.atexit = library.install()
        streams.give(process, programs.is_unbuffered(process.arguments))
        settings.begin()
        sys.argv = list(process.arguments)
        sys.warnoptions = programs.warn_options(process.arguments)
        warnings._processoptions(sys.warnoptions)
    finally:
        main.hidden -= 1
    code = 0
    try:
        code = _execute(process) or 0
    except Kill:
        raise
    except SystemExit as leaving:
        code = _code_of(leaving)
    except BaseException as error:
        code = _report(error)
    # A forked child runs this as well, with its own process and thread.
    main = world.current
    process = main.process
    try:
        _shut_down()
        process.atexit._run_exitfuncs()
        streams.flush()
        _finalize(main)
        streams.flush()
        open_files.flush(process)
    except Kill:
        raise
    except SystemExit as leaving:
        code = _code_of(leaving)
    except BaseException as error:
        code = _report(error)
    if main.replay is None:
        world.tell_end(main)
        process.end(world, code)


def _shut_down():
    """Waits for the non-daemon threads; an error in that is reported and ignored."""
    try:
        sys.modules['threading']._shutdown()
    except Kill:
        raise
    except BaseException as error:
        report_ignored(error, 'Exception ignored on threading shutdown')


def _finalize(main):
    """Interpreter shutdown: daemon threads stop where they are, and objects held only by the program's variables are finalized."""
    world = run.world
    process = main.process
    process.is_finalizing = True
    if not process.finalizes:
        return
    for thread in process.threads:
        if thread is not main:
            world.cut_off(thread)
    module = sys.modules.pop('__main__', None)
    if module is None:
        return
    # multiprocessing has it in sys.modules under another name, too.
    for name in [name for name, other in sys.modules.items() if other is module]:
        del sys.modules[name]
    run.let_go_of(process, vars(module))
    module = ref(module)
    # Objects reachable only from the module are collected together, so their destructors still see its variables.
    collect()
    left = module()
    if left is not None:
        names = vars(left)
        for name in sorted(names, key=lambda name: not name.startswith('_')):
            if name != '__builtins__':
                names[name] = None
        del left, names
        collect()
    run.forget_locals(main)


def _report(error):
    streams.flush()
    me = run.world.current
    me.status = events.RAISED
    if sys.excepthook is not _excepthook:
        try:
            sys.excepthook(type(error), error, error.__traceback__)
        except Kill:
            raise
        except BaseException as another:
            texts = format_error(another), format_error(error)
            sys.stderr.write('Error in sys.excepthook:\n{}\n\nOriginal exception was:\n{}\n'.format(*texts))
    elif me.process.main is me and me.process.is_at_console(2):
        me.report = format_error(error)
    else:
        sys.stderr.write(format_error(error) + '\n')
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def _code_of(leaving):
    if leaving.code is None:
        return 0
    if isinstance(leaving.code, int):
        return leaving.code & 255
    streams.flush()
    me = run.world.current
    if me.process.is_at_console(2):
        me.report = str(leaving.code)
    else:
        sys.stderr.write(f'{leaving.code}\n')
    return 1


def _execute(process):
    code = shell.run_named(process)
    if code is not None:
        return code
    process.handlers.setdefault(processes.SIGINT, signal_module.default_int_handler)
    kind, what, argv = programs.python_of(process.arguments)
    sys.argv = argv
    module = types.ModuleType('__main__')
    sys.modules['__main__'] = module
    if kind == 'file':
        module.__file__ = what
        process.finalizes = _has_finalizers(*run.texts)
        path = os.path.abspath(what)
        own = os.path.relpath(path, files.FOLDER)
        if own in run.world.sources:
            code = run.code_of(own)
        else:
            # A file that the program has written.
            try:
                with open(path) as file:
                    text = file.read()
            except OSError as error:
                sys.stderr.write(f"python3: can't open file '{path}': [Errno {error.errno}] {error.strerror}\n")
                return 2
            process.finalizes = process.finalizes or _has_finalizers(text)
            code = compile(text, path, 'exec', dont_inherit=True)
            watch.watch_program(code, text, 'sync', False)
    elif kind == 'module':
        process.finalizes = _has_finalizers(*run.texts)
        import_module('runpy').run_module(what, run_name='__main__', alter_sys=True)
        return 0
    else:
        text = what if kind == 'code' else sys.stdin.read()
        process.finalizes = _has_finalizers(text, *run.texts)
        code = compile(text, '<string>' if kind == 'code' else '<stdin>', 'exec', dont_inherit=True)
        # So that a loop in it lets other threads run.
        watch.watch_program(code, text, 'sync', False)
    library.run_module(code, module)
    return 0


def _has_finalizers(*texts):
    return any('__del__' in text for text in texts)


os_module.run_process = programs.run_process = run_process
