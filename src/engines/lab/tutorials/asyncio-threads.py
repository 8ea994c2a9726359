import asyncio, time, threading, concurrent.futures
def blocking(n):
    time.sleep(n); return threading.current_thread() is threading.main_thread()
async def ticker():
    for i in range(3): print('tick', i); await asyncio.sleep(0.1)
async def main():
    r = await asyncio.gather(asyncio.to_thread(blocking, 0.25), ticker()); print(r)
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 0.01))
    with concurrent.futures.ThreadPoolExecutor() as pool: print(await loop.run_in_executor(pool, pow, 2, 5))
    loop.call_later(0.05, print, 'later'); loop.call_soon(print, 'soon'); await asyncio.sleep(0.1)
    def other(): print(asyncio.run_coroutine_threadsafe(asyncio.sleep(0.05, 'from loop'), loop).result())
    t = threading.Thread(target=other); t.start()
    await asyncio.to_thread(t.join)
asyncio.run(main())

# prints:
#   tick 0
#   tick 1
#   tick 2
#   [False, None]
#   False
#   32
#   soon
#   later
#   from loop
