from concurrent.futures import ThreadPoolExecutor
import threading
local = threading.local()
def init(tag):
    local.tag = tag
def job(n):
    return f'{local.tag}{n}'
with ThreadPoolExecutor(2, initializer=init, initargs=('x',)) as ex:
    print(list(ex.map(job, range(4))))

# prints, in any order:
#   ['x0', 'x1', 'x2', 'x3']
