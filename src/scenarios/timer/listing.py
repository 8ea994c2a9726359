"""Two timers run while the main thread reads."""

import threading
import time

CANCEL = True  # param: cancel
TEA = 2.0  # param: tea
EGGS = 4.0  # param: eggs
PAGES = 6  # param: pages
READ = 0.5  # param: read


def ring(what):
    print(f'ring: {what}')  # [ring]


tea = threading.Timer(TEA, ring, ['the tea'])  # [create-tea]
tea.start()  # [start-tea]
eggs = threading.Timer(EGGS, ring, ['the eggs'])  # [create-eggs]
eggs.start()  # [start-eggs]

for page in range(1, PAGES + 1):
    time.sleep(READ)  # [read]
    print(f'page {page} is read')  # [page]
if CANCEL:
    eggs.cancel()  # [cancel]
    print('no eggs today')  # [say-cancel]
eggs.join()  # [join]
print('the timer for the eggs is alive:', eggs.is_alive())  # [alive]
