import asyncio
async def f(n):
    await asyncio.sleep(n / 50); print(n)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    tasks = [loop.create_task(f(n)) for n in (2, 1)]
    loop.run_until_complete(asyncio.wait(tasks))
    loop.call_later(0.02, loop.stop); loop.run_forever()
finally: loop.close()
with asyncio.Runner() as r: r.run(f(3)); print(r.run(asyncio.sleep(0, 'v')))
async def gen():
    for i in range(3): yield i; await asyncio.sleep(0)
async def main(): print([x async for x in gen()])
asyncio.run(main())

# prints:
#   1
#   2
#   3
#   v
#   [0, 1, 2]
