/** Attempts of a hostile program to get out of the sandbox. Each ends in an exception, or finds nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab } from './lab-notation.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('pass');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

/** Modules that lead to JavaScript, to raw memory, or to the lab. */
const modules = `
    js pyodide_js pyodide pyodide.ffi pyodide.code pyodide.http pyodide.webloop _pyodide _pyodide._importhook
    _pyodide_core _weft lab lab.run lab.stacks _ctypes _testcapi _testinternalcapi _remote_debugging
    micropip pyodide_http
`
  .trim()
  .split(/\s+/);

/** Searches through Python's introspection: `found` is true of a leak. The last line of each sets `got`. */
const finders: Readonly<Record<string, string>> = {
  'what is left in sys.modules': `got = list(sys.modules.values())`,
  'the finders of the importer': `
    got = [x for f in sys.meta_path for x in [f, *vars(f).values(), *getattr(f, 'jsproxies', {}).values()]]`,
  'the builtin importer': `
    from importlib.machinery import BuiltinImporter, ModuleSpec
    got = [BuiltinImporter.create_module(ModuleSpec('_pyodide_core', BuiltinImporter))]`,
  '_imp.create_builtin': `
    import _imp, types
    got = [_imp.create_builtin(types.SimpleNamespace(name='_pyodide_core'))]`,
  'a dynamic module': `
    import _imp, types
    got = [_imp.create_dynamic(types.SimpleNamespace(name='x', origin='/x.so'))]`,
  'a file of Pyodide’s under another name': `
    import importlib.util, pathlib
    where = next(p for p in pathlib.Path('/lib').rglob('ffi.py') if 'pyodide' in str(p))
    spec = importlib.util.spec_from_file_location('mine', where)
    module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
    got = list(vars(module).values())`,
  'a file of the lab’s under another name': `
    import importlib.util
    spec = importlib.util.spec_from_file_location('mine', '/weft/lab/stacks.py')
    module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
    got = list(vars(module).values())`,
  'a module whose loader is asked for another': `
    import os
    got = [os.__loader__.load_module('js')]`,
  'the loader of a builtin module': `
    got = [sys.__loader__.load_module('_pyodide_core')]`,
  'frames below': `
    got, frame = [], sys._getframe()
    while frame is not None:
        got += [*frame.f_globals.values(), *frame.f_locals.values()]
        frame = frame.f_back`,
  'the frames of a traceback': `
    import threading
    try: threading.Lock().release()
    except RuntimeError as error: tb = error.__traceback__
    got = []
    while tb:
        got += [*tb.tb_frame.f_globals.values(), *tb.tb_frame.f_locals.values()]
        tb = tb.tb_next`,
  'frames of other threads': `
    got = [x for f in sys._current_frames().values() for x in f.f_globals.values()]`,
  'frames that a tracer sees': `
    import time
    got = []
    def trace(frame, event, argument):
        got.extend(frame.f_globals.values()); got.append(argument)
        return trace
    sys.settrace(trace); time.sleep(0.1); sys.settrace(None)`,
  'functions that a profiler sees': `
    import time
    got = []
    def see(frame, event, argument): got.extend([argument, *frame.f_globals.values()])
    sys.setprofile(see); time.sleep(0.1); print(); sys.setprofile(None)`,
  'the globals of a function that stands in': `
    import os, time
    got = [x for f in (os.fork, time.sleep, print, open) for x in f.__globals__.values()]`,
  'its closure': `
    import os, time
    got = [c.cell_contents for f in (os.fork, os.read, time.sleep, time.time) for c in f.__closure__ or ()]`,
  'the property that hides them': `
    import types
    hiding = types.FunctionType.__dict__['__globals__']
    got = [*hiding.fget.__globals__.values(), *(c.cell_contents for c in hiding.fget.__closure__ or ())]`,
  'methods of a lock': `
    import threading
    lock = threading.Lock()
    got = list(type(lock).acquire.__globals__.values()) + list(lock.acquire.__func__.__globals__.values())`,
  'the collector’s objects': `import gc; got = gc.get_objects()`,
  'what refers to a module': `import gc; got = gc.get_referrers(sys, sys.modules)`,
  'what a class refers to': `
    import gc, types
    got = gc.get_referents(types.FunctionType.__dict__, sys.modules, sys)`,
  'subclasses of object': `
    got = [c for c in object.__subclasses__() if c.__module__.startswith(('pyodide', '_pyodide'))]
    got = [c.__init__.__globals__['sys'].modules['js'] for c in got]`,
  'whoever holds a lock': `
    import threading
    lock = threading.Lock(); lock.acquire()
    stack = lock._owner.stack
    got = [getattr(stack, name) for name in type(stack).__slots__]`,
  'other code in a function that stands in': `
    import os, threading
    def names(*_): return globals()
    got = []
    for f in (os.fork, os.getpid, print, open, threading.Lock().locked.__func__):
        try: f.__code__ = names.__code__
        except (AttributeError, ValueError): continue
        got += f().values()`,
  'code of another name in it': `
    import os, types
    got = []
    for f in (os.fork, os.getpid, print, open):
        try: f.__code__ = f.__code__.replace(co_filename='mine.py')
        except AttributeError: pass
        got += f.__globals__.values()`,
  'the function that imports': `
    import builtins, subprocess
    real, got = builtins.__import__, []
    def spy(name, names=None, *rest):
        got.extend((names or {}).values())
        return real(name, names, *rest)
    builtins.__import__ = spy
    subprocess.run(['sleep', '0']); subprocess.run([sys.executable, '-m', 'this']); open(0).close()
    builtins.__import__ = real`,
  builtins: `import builtins; got = list(vars(builtins).values())`,
};

/** Each raises, or returns nothing. */
const doors: Readonly<Record<string, string>> = {
  'a host by name': `import socket; socket.create_connection(('example.com', 80), 1)`,
  'a host by number': `import socket; socket.create_connection(('93.184.216.34', 80), 1)`,
  'a datagram': `
    import socket
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('8.8.8.8', 53))`,
  urllib: `import urllib.request; urllib.request.urlopen('http://localhost/', timeout=1)`,
  'urllib over TLS': `import urllib.request; urllib.request.urlopen('https://example.com/', timeout=1)`,
  'http.client': `
    import http.client
    http.client.HTTPConnection('example.com', timeout=1).request('GET', '/')`,
  'a browser': `import webbrowser; assert webbrowser.open('http://example.com/')`,
  'a foreign function': `import ctypes; ctypes.CDLL(None).emscripten_run_script(b'1')`,
  'the interpreter’s own functions': `import ctypes; ctypes.pythonapi.PyRun_SimpleString(b'1')`,
  'an address': `import ctypes; ctypes.c_int.from_address(1024).value`,
  'a pointer': `import ctypes; ctypes.cast(1024, ctypes.POINTER(ctypes.c_int)).contents`,
  'memory by its file': `open('/dev/mem', 'rb').read(1)`,
  'memory of the process': `open('/proc/self/mem', 'rb').read(1)`,
  'a program of the machine': `import subprocess; subprocess.run(['node', '-e', '1'], check=True)`,
  'a shell': `import subprocess; subprocess.run('curl example.com', shell=True, check=True)`,
  'a package': `import subprocess, sys; subprocess.run([sys.executable, '-m', 'pip', 'install', 'x'], check=True)`,
};

describe('a program has no way out', () => {
  it.for(modules)('by import %s', async (name) => {
    const run = await lab.run(`
      import importlib
      for way in (importlib.import_module, __import__):
          try: print('out', way('${name}'))
          except ImportError as error: print(error)
    `);
    const top = name.split('.')[0];
    expect(run.stdout).toBe(`No module named '${top}'\n`.repeat(2));
  });

  const indent = (text: string) =>
    text
      .replace(/^\n/, '')
      .split('\n')
      .map((line) => (text.startsWith('\n') ? line : `    ${line}`))
      .join('\n');

  it.for(Object.entries(finders))('by %s', async ([, code]) => {
    const run = await lab.run({
      'program.py': `import sys
got = []
def search():
    global got
${indent(code)}
try: search()
except Exception as error: print(type(error).__name__, error)
def leads_out(thing):
    kind = type(thing)
    if kind.__name__ in ('JsProxy', 'JsFinder', 'JsException'): return True
    name = getattr(thing, '__name__', '')
    out = ('js', 'pyodide_js', '_weft', 'lab', 'pyodide', '_pyodide', '_pyodide_core')
    return kind is type(sys) and name.partition('.')[0] in out
print([type(thing).__name__ for thing in got if leads_out(thing)])
`,
    });
    expect(run.stdout.split('\n').at(-2), run.stdout + run.stderr).toBe('[]');
    expect(run.end).toBe('finished');
  });

  it.for(Object.entries(doors))('by %s', async ([, code]) => {
    const run = await lab.run({
      'program.py': `def attempt():
${indent(code)}
try:
    attempt()
    print('out')
except Exception as error: print('closed', type(error).__name__)
`,
    });
    expect(run.stdout).toMatch(/^closed \w+\n$/m);
    expect(run.stdout).not.toMatch(/^out$/m);
  });

  it('by what a program changed for the next one', async () => {
    await lab.run(`
      import builtins, json, math, os, sys
      json.dumps = sys.exit = math.pi = None
      builtins.mine = math.mine = 1
      del os.getcwd
      sys.settrace(lambda *_: None)
    `);
    const run = await lab.run(`
      import math, os, sys
      print(len('a'), sys.gettrace(), 'mine' in vars(__builtins__), hasattr(math, 'mine'), math.pi > 3, os.getcwd() != '')
      sys.exit(3)
    `);
    expect([run.stdout, run.exitCode]).toEqual(['1 None False False True True\n', 3]);
  });

  it('by a file that a program left for the next one', async () => {
    await lab.run(`open('/home/me/secret.txt', 'w').write('x')`);
    const run = await lab.run(`import os; print(os.path.exists('/home/me/secret.txt'))`);
    expect(run.stdout).toBe('False\n');
  });
});
