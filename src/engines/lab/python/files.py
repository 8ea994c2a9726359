"""The folder that programs run in: the program's own files, and what it writes."""

import os
import posix
import shutil

FOLDER = '/home/me'
# Initial environment, in the form of os.environ.
FIRST_ENVIRON = {
    b'HOME': FOLDER.encode(), b'LANG': b'C.UTF-8', b'PATH': b'/usr/local/bin:/usr/bin:/bin', b'PWD': FOLDER.encode(), b'USER': b'me',
}
# Writable folders, emptied before each run.
_FOLDERS = (FOLDER, '/dev/shm', '/tmp')
_here = None
_change_folder = posix.chdir


def begin(sources):
    end()
    for folder in _FOLDERS:
        os.makedirs(folder, exist_ok=True)
    go_to(FOLDER)
    for path, text in sources.items():
        if os.path.dirname(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as file:
            file.write(text)


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
