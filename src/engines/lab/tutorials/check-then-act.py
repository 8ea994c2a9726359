import threading, time
balance = 100
lock = threading.Lock()
def withdraw(name, amount):
    global balance
    with lock:
        if balance >= amount:
            time.sleep(0.01)
            balance -= amount
            print(f'{name} withdrew {amount}, balance {balance}')
        else:
            print(f'{name}: not enough')
a = threading.Thread(target=withdraw, args=('A', 80))
b = threading.Thread(target=withdraw, args=('B', 80))
a.start(); time.sleep(0.05); b.start()
a.join(); b.join()
print(balance)

# prints:
#   A withdrew 80, balance 20
#   B: not enough
#   20
