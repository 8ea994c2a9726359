import asyncio, functools, os, signal
async def worker(n):
    try:
        while True: await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        print('worker', n, 'cleans up')
        raise
async def shutdown(sig, stop):
    print('received', sig.name)
    tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task() and t.get_name().startswith('w')]
    for t in tasks: t.cancel()
    print(len(await asyncio.gather(*tasks, return_exceptions=True)), 'cancelled')
    stop.set()
async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, lambda s=sig: asyncio.create_task(shutdown(s, stop)))
    loop.add_signal_handler(signal.SIGUSR1, print, 'usr1')
    workers = [asyncio.create_task(worker(n), name=f'w{n}') for n in range(2)]
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.sleep(0.05)
    loop.call_later(0.1, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    try: await asyncio.open_connection('127.0.0.1', 8889)
    except ConnectionRefusedError as e: print(e)
asyncio.run(main())
print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)

# prints:
#   usr1
#   received SIGTERM
#   worker 0 cleans up
#   worker 1 cleans up
#   2 cancelled
#   True False
#   [Errno 111] Connect call failed ('127.0.0.1', 8889)
#   True
