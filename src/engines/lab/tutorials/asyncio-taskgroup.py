import asyncio
async def work(n):
    await asyncio.sleep(n / 20)
    if n == 2: raise ValueError(f'bad {n}')
    print('done', n); return n
async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work(1)); b = tg.create_task(work(3))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            for n in (1, 2, 3): tg.create_task(work(n))
    except* ValueError as eg: print([str(e) for e in eg.exceptions])
asyncio.run(main())

# prints:
#   done 1
#   done 3
#   1 3
#   done 1
#   ['bad 2']
