"""A class of threads that says itself what its threads run."""

import threading
import time

START = True  # param: start
COURIERS = 3  # param: couriers
DRIVE = 0.8  # param: drive


class Courier(threading.Thread):
    def __init__(self, letter, parcels):
        super().__init__(name=f'courier {letter}')
        self.letter = letter
        self.parcels = parcels
        self.delivered = 0

    def run(self):
        me = threading.current_thread().name  # [who]
        for number in range(1, self.parcels + 1):
            time.sleep(DRIVE)  # [drive]
            self.delivered = number  # [deliver]
            print(f'{me} delivers {self.letter}{number}')  # [say]


team = []
for number in range(1, COURIERS + 1):
    courier = Courier('ABCDEF'[number - 1], number + 1)  # [create]
    team.append(courier)
for courier in team:
    if START:
        courier.start()  # [start]
    else:
        courier.run()  # [run]
for courier in team:
    if START:
        courier.join()  # [join]
    print(f'tour {courier.letter} is done: {courier.delivered} parcels')  # [result]
