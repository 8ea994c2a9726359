import asyncio, time
async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)
    return what
async def main():
    start = time.perf_counter()
    await say_after(0.1, 'hello')
    task1 = asyncio.create_task(say_after(0.2, 'one'))
    task2 = asyncio.create_task(say_after(0.1, 'two'), name='T2')
    await task1; await task2
    print(await asyncio.gather(*(say_after(n / 20, n) for n in (3, 1, 2))))
    print(round(time.perf_counter() - start, 1), task2.get_name(), task1.done())
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(n / 10, n)) for n in (1, 5)], timeout=0.2)
    print(len(done), len(pending))
    for c in asyncio.as_completed([say_after(0.1, 'b'), say_after(0.05, 'a')]): print('got', await c)
asyncio.run(main())

# prints:
#   hello
#   two
#   one
#   1
#   2
#   3
#   [3, 1, 2]
#   0.5 T2 True
#   1 1
#   a
#   got a
#   b
#   got b
