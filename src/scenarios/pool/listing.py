"""Five workers, ten tasks."""

import multiprocessing
import time

WAY = 'apply_async'  # param: way
FAIL = False  # param: fail
JOIN = True  # param: join
WORKERS = 5  # param: workers
TASKS = 10  # param: tasks
CHUNKSIZE = 1  # param: chunksize
WORK = 1.0  # param: work


def square(number):
    time.sleep(WORK)  # [work]
    if FAIL and number == 3:
        raise ValueError(f'{number} is not for me')
    process = multiprocessing.current_process()  # [who]
    print(f'{process.name} has squared {number}')  # [squared]
    return number * number


def done(value):
    print('done:', value)  # [done]


def failed(error):
    print(f'failed: {type(error).__name__}: {error}')  # [failed]


if __name__ == '__main__':
    pool = multiprocessing.Pool(WORKERS)  # [pool]
    numbers = range(1, TASKS + 1)
    if WAY == 'map':
        try:
            values = pool.map(square, numbers, CHUNKSIZE)  # [map]
            print('all values:', values)  # [values]
        except ValueError as error:
            failed(error)
    else:
        for number in numbers:
            if WAY == 'apply_async':
                pool.apply_async(square, (number,), callback=done, error_callback=failed)  # [apply-async]
            else:
                try:
                    done(pool.apply(square, (number,)))  # [apply]
                except ValueError as error:
                    failed(error)
    print('all tasks are given')  # [given]
    pool.close()  # [close]
    if JOIN:
        pool.join()  # [join]
        print('the pool has ended')  # [ended]
