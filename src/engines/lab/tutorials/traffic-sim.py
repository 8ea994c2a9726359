import threading, time
north, south = threading.Event(), threading.Event()
def car(name, light, delay):
    time.sleep(delay); light.wait(); print(name, 'goes')
def lights():
    for a, b in ((north, south), (south, north)):
        b.clear(); a.set(); time.sleep(0.2)
cars = [threading.Thread(target=car, args=('n1', north, 0.05)), threading.Thread(target=car, args=('s1', south, 0.01)), threading.Thread(target=car, args=('s2', south, 0.3))]
[c.start() for c in cars]; l = threading.Thread(target=lights); l.start()
[c.join() for c in cars]; l.join(); print('end')

# prints:
#   n1 goes
#   s1 goes
#   s2 goes
#   end
