"""The folder that programs run in: the program's own files, and what it writes."""

import os
import posix
import shutil

from _weft import changes as _changes

FOLDER = '/home/me'
# Initial environment, in the form of os.environ.
FIRST_ENVIRON = {
    b'HOME': FOLDER.encode(), b'LANG': b'C.UTF-8', b'PATH': b'/usr/local/bin:/usr/bin:/bin', b'PWD': FOLDER.encode(), b'USER': b'me',
}
# Writable folders, emptied before each run.
_FOLDERS = (FOLDER, '/dev/shm', '/tmp')
_here = None
_change_folder = posix.chdir


# The program's files as of the last run, and the number of changes to files since then.
_left = {}
_changes_then = -1


def begin(sources):
    """Writes the program's files. What the last run has left unchanged stays."""
    global _left, _changes_then
    is_clean = _changes() == _changes_then and _left.keys() == sources.keys()
    if not is_clean:
        end()
        for folder in _FOLDERS:
            os.makedirs(folder, exist_ok=True)
    posix.umask(0o022)
    go_to(FOLDER)
    for path, text in sources.items():
        if is_clean and _left[path] == text:
            continue
        if os.path.dirname(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as file:
            file.write(text)
    _left, _changes_then = dict(sources), _changes()


def go_to(folder):
    """Relative paths are resolved in this folder from now on."""
    global _here
    if folder != _here:
        _change_folder(folder)
        _here = folder


def moved(folder):
    """The current process has called os.chdir itself."""
    global _here
    _here = folder


def end():
    go_to('/')
    for folder in _FOLDERS:
        shutil.rmtree(folder, ignore_errors=True)
