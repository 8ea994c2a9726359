"""An event stays set until it is cleared."""

import threading
import time

CLEAR = True  # param: clear
ORDERS = 5  # param: orders
PAUSE = 1.5  # param: pause
COOK = 0.5  # param: cook

bell = threading.Event()  # [bell]


def serve():
    for number in range(1, ORDERS + 1):
        bell.wait()  # [wait]
        if CLEAR:
            bell.clear()  # [clear]
        time.sleep(COOK)  # [cook]
        print(f'dish {number} is served')  # [serve]


cook = threading.Thread(target=serve, name='cook')  # [create]
cook.start()  # [start]
for number in range(1, ORDERS + 1):
    time.sleep(PAUSE)  # [pause]
    print(f'order {number} comes in')  # [order]
    bell.set()  # [ring]
