import asyncio
async def locked(lock, n):
    async with lock:
        await asyncio.sleep(0.01); print('lock', n)
async def sem(s, n, log):
    async with s:
        log.append(n); await asyncio.sleep(0.01)
async def waiter(e): await e.wait(); print('event')
async def cond(c, items):
    async with c:
        await c.wait_for(lambda: items); print('cond', items.pop())
async def main():
    lock, s, e, c, items, log = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Condition(), [], []
    await asyncio.gather(*(locked(lock, n) for n in range(3)))
    await asyncio.gather(*(sem(s, n, log) for n in range(4))); print(log)
    t = asyncio.create_task(waiter(e)); await asyncio.sleep(0); e.set(); await t
    t = asyncio.create_task(cond(c, items)); await asyncio.sleep(0)
    async with c: items.append(1); c.notify()
    await t
    b = asyncio.Barrier(2); print(sorted(await asyncio.gather(b.wait(), b.wait())))
asyncio.run(main())

# prints:
#   lock 0
#   lock 1
#   lock 2
#   [0, 1, 2, 3]
#   event
#   cond 1
#   [0, 1]
