import asyncio
async def cancel_me():
    print('before sleep')
    try: await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print('cancel sleep'); raise
    finally: print('after sleep')
async def main():
    task = asyncio.create_task(cancel_me())
    await asyncio.sleep(0.1)
    task.cancel()
    try: await task
    except asyncio.CancelledError: print('main: cancelled now')
    try: await asyncio.wait_for(asyncio.sleep(10), timeout=0.1)
    except TimeoutError: print('timeout')
    try:
        async with asyncio.timeout(0.1): await asyncio.sleep(10)
    except TimeoutError: print('timeout 2')
    async def fail(): raise ValueError('x')
    r = await asyncio.gather(fail(), asyncio.sleep(0, 'ok'), return_exceptions=True); print(r)
    print(await asyncio.shield(asyncio.sleep(0.01, 5)))
asyncio.run(main())

# prints:
#   before sleep
#   cancel sleep
#   after sleep
#   main: cancelled now
#   timeout
#   timeout 2
#   [ValueError('x'), 'ok']
#   5
