import errno, os, tempfile
for name in ('ENOENT', 'EACCES', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EPERM', 'EAGAIN', 'EPIPE', 'ECHILD', 'ESRCH', 'ETIMEDOUT', 'ECONNREFUSED'):
    print(repr(OSError(getattr(errno, name), 'text')))
def show(call, *args):
    try: call(*args)
    except OSError as e: print(type(e).__name__, e, e.__context__)
os.mkdir('folder')
open('file', 'w').close()
show(os.mkdir, 'folder')
show(open, 'file', 'x')
show(os.listdir, 'file')
show(os.rmdir, 'none')
show(open, 'folder', 'w')
show(os.open, 'file', os.O_CREAT | os.O_EXCL)
show(open, 'none', 'r', -1, None, None, None, True, lambda path, flags: os.open(path, flags))
os.makedirs('folder', exist_ok=True)
with tempfile.NamedTemporaryFile() as f: print(os.path.exists(f.name))

# prints:
#   FileNotFoundError(2, 'text')
#   PermissionError(13, 'text')
#   FileExistsError(17, 'text')
#   NotADirectoryError(20, 'text')
#   IsADirectoryError(21, 'text')
#   PermissionError(1, 'text')
#   BlockingIOError(11, 'text')
#   BrokenPipeError(32, 'text')
#   ChildProcessError(10, 'text')
#   ProcessLookupError(3, 'text')
#   TimeoutError(110, 'text')
#   ConnectionRefusedError(111, 'text')
#   FileExistsError [Errno 17] File exists: 'folder' None
#   FileExistsError [Errno 17] File exists: 'file' None
#   NotADirectoryError [Errno 20] Not a directory: 'file' None
#   FileNotFoundError [Errno 2] No such file or directory: 'none' None
#   IsADirectoryError [Errno 21] Is a directory: 'folder' None
#   FileExistsError [Errno 17] File exists: 'file' None
#   FileNotFoundError [Errno 2] No such file or directory: 'none' None
#   True
