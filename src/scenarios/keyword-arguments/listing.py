"""What a process is to do is told it by its arguments."""

import multiprocessing
import time

TIMES = 3  # param: times
PACE = 0.6  # param: pace


def greet(name, *, greeting='hello', times=1):
    for number in range(1, times + 1):
        time.sleep(PACE)  # [pace]
        print(f'{greeting}, {name}! ({number} of {times})')  # [greet]


if __name__ == '__main__':
    ann = multiprocessing.Process(target=greet, args=('Ann',))  # [create-ann]
    ben = multiprocessing.Process(target=greet, args=('Ben',), kwargs={'times': TIMES})  # [create-ben]
    manners = {'greeting': 'good evening', 'times': TIMES + 1}
    eve = multiprocessing.Process(target=greet, args=('Eve',), kwargs=manners)  # [create-eve]
    for child in (ann, ben, eve):
        child.start()  # [start]
    for child in (ann, ben, eve):
        child.join()  # [join]
        print(f'{child.name} has greeted')  # [joined]
