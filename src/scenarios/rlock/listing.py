"""A function that holds a lock calls another that takes it again."""

import threading
import time

REENTRANT = True  # param: reentrant
CASHIERS = 2  # param: cashiers
MENUS = 2  # param: menus
RING = 0.6  # param: ring

SOUP = 4
ROAST = 9

if REENTRANT:
    lock = threading.RLock()  # [rlock]
else:
    lock = threading.Lock()  # [lock]
total = 0  # [total]


def work(letter):
    for menu in range(MENUS):
        sell_menu(letter)
        time.sleep(RING / 2)  # [rest]


def sell_menu(letter):
    with lock:  # [acquire-menu] [release-menu]
        print(f'cashier {letter} sells a menu')  # [menu]
        sell(SOUP)
        sell(ROAST)


def sell(price):
    global total
    with lock:  # [acquire] [release]
        time.sleep(RING)  # [ring]
        total += price  # [add]


team = []
for letter in 'abcdef'[:CASHIERS]:
    cashier = threading.Thread(target=work, args=(letter,), name=f'cashier {letter}')  # [create]
    cashier.start()  # [start]
    team.append(cashier)
for cashier in team:
    cashier.join()  # [join]
print(f'in the till: {total}')  # [done]
