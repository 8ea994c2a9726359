import asyncio, threading, time, concurrent.futures, functools
def block(n): time.sleep(.01); return n, threading.current_thread() is threading.main_thread()
async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(asyncio.to_thread(block, 1), loop.run_in_executor(None, block, 2)))
    with concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix='mine') as pool:
        print(await loop.run_in_executor(pool, lambda: threading.current_thread().name[:4]))
        fut = pool.submit(block, 3); print(await asyncio.wrap_future(fut))
    with concurrent.futures.ProcessPoolExecutor(1) as pool: print(await loop.run_in_executor(pool, pow, 2, 10))
    async def coro(x): await asyncio.sleep(.001); return x * 2
    def in_thread():
        f = asyncio.run_coroutine_threadsafe(coro(21), loop); return f.result(timeout=5)
    print(await asyncio.to_thread(in_thread))
    ev = asyncio.Event(); threading.Timer(.01, loop.call_soon_threadsafe, [ev.set]).start(); await ev.wait(); print('set from a thread')
    try: await asyncio.to_thread(int, 'x')
    except ValueError as e: print(e)
def thread_loop():
    loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop)
    print('own loop', loop.run_until_complete(asyncio.sleep(0, 'r'))); loop.close(); print(loop.is_closed())
asyncio.run(main())
t = threading.Thread(target=thread_loop); t.start(); t.join()
loop = asyncio.new_event_loop(); t = threading.Thread(target=loop.run_forever, daemon=True); t.start()
f = asyncio.run_coroutine_threadsafe(asyncio.sleep(0, 5), loop); print(f.result()); loop.call_soon_threadsafe(loop.stop); t.join(); loop.close()

# prints:
#   [(1, False), (2, False)]
#   mine
#   (3, False)
#   1024
#   42
#   set from a thread
#   invalid literal for int() with base 10: 'x'
#   own loop r
#   True
#   5
