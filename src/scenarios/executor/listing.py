"""A few workers fetch six pages."""

import concurrent.futures
import threading
import time

POOL = 'threads'  # param: pool
TAKE = 'as_completed'  # param: take
FAIL = False  # param: fail
WORKERS = 3  # param: workers
WORK = 0.5  # param: work


def fetch(page):
    time.sleep(WORK * (1 + page * 2 % 5))  # [work]
    if FAIL and page == 3:
        raise ValueError(f'there is no page {page}')
    return f'page {page}'


def tell(future):
    who = threading.current_thread().name  # [who]
    error = future.exception()  # [exception]
    print(f'{who} tells:', error or future.result())  # [tell]


def take_as_completed(futures):
    for future in concurrent.futures.as_completed(futures):  # [next]
        try:
            print('main has', future.result())  # [result]
        except ValueError as error:
            print('main is told:', error)  # [failed]


def take_in_order(texts):
    try:
        for text in texts:  # [next-text]
            print('main has', text)  # [has-text]
    except ValueError as error:
        print('main is told:', error)  # [map-failed]


def main():
    if POOL == 'threads':
        pool = concurrent.futures.ThreadPoolExecutor(WORKERS, 'fetcher')  # [threads]
    else:
        pool = concurrent.futures.ProcessPoolExecutor(WORKERS)  # [processes]

    if TAKE == 'map':
        take_in_order(pool.map(fetch, range(1, 7)))  # [map]
    else:
        futures = []
        for page in range(1, 7):
            futures.append(pool.submit(fetch, page))  # [submit]
            if TAKE == 'callbacks':
                futures[-1].add_done_callback(tell)  # [add]
        if TAKE == 'as_completed':
            take_as_completed(futures)
    pool.shutdown()  # [shutdown]
    print('all workers have ended')  # [ended]


if __name__ == '__main__':
    main()
