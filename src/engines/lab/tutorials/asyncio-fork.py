import asyncio, os, multiprocessing as mp
async def prod(q, lock):
    for i in range(3):
        async with lock: await q.put(i)
    await q.put(None)
async def cons(q, sem):
    got = []
    while (x := await q.get()) is not None:
        async with sem: got.append(x); await asyncio.sleep(0)
    return got
def child(r): print('child', r)
async def main():
    q, lock, sem, ev = asyncio.Queue(1), asyncio.Lock(), asyncio.Semaphore(1), asyncio.Event()
    _, got = await asyncio.gather(prod(q, lock), cons(q, sem)); print(got)
    p = mp.Process(target=child, args=(got,)); p.start()
    await asyncio.to_thread(p.join); print(p.exitcode)
    async def inside():
        async with lock:
            p = mp.Process(target=child, args=('inside',)); p.start(); p.join(); await asyncio.sleep(0); return p.exitcode
    print(await asyncio.gather(inside(), inside()))
asyncio.run(main())
pid = os.fork()
if pid == 0:
    print('forked', asyncio.run(asyncio.sleep(0, 'in the child'))); os._exit(0)
os.waitpid(pid, 0); print('end')

# prints:
#   [0, 1, 2]
#   child [0, 1, 2]
#   0
#   child inside
#   child inside
#   [0, 0]
#   forked in the child
#   end
