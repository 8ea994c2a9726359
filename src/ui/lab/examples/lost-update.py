# Step through it by instructions: both read the same number, and one update is lost.
import threading

n = 0

def work():
    global n
    for _ in range(2):
        n += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('4 updates, and n is', n)
