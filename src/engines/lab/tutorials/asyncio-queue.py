import asyncio
async def worker(name, queue):
    while True:
        n = await queue.get()
        await asyncio.sleep(n)
        queue.task_done()
        print(f'{name} has slept for {n:.2f} seconds')
async def main():
    queue = asyncio.Queue()
    for n in (0.05, 0.12, 0.23): queue.put_nowait(n)
    tasks = [asyncio.create_task(worker(f'worker-{i}', queue)) for i in range(2)]
    await queue.join()
    for t in tasks: t.cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    q = asyncio.Queue(maxsize=1); await q.put(1)
    try: q.put_nowait(2)
    except asyncio.QueueFull: print('full', q.full(), q.qsize())
    try: await asyncio.wait_for(q.put(2), 0.05)
    except asyncio.TimeoutError: print('timeout')
asyncio.run(main())

# prints:
#   worker-0 has slept for 0.05 seconds
#   worker-1 has slept for 0.12 seconds
#   worker-0 has slept for 0.23 seconds
#   [CancelledError(''), CancelledError('')]
#   full True 1
#   timeout
