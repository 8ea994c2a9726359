from multiprocessing.connection import Listener, Client
from multiprocessing import Process
from array import array
def client(address):
    with Client(address, authkey=b'secret password') as conn:
        print(conn.recv()); print(conn.recv_bytes())
        arr = array('i', [0, 0, 0, 0, 0]); print(conn.recv_bytes_into(arr), arr)
if __name__ == '__main__':
    with Listener(('localhost', 0), authkey=b'secret password') as listener:
        p = Process(target=client, args=(listener.address,)); p.start()
        with listener.accept() as conn:
            conn.send([2.25, None, 'junk', float]); conn.send_bytes(b'hello')
            conn.send_bytes(array('i', [42, 1729]))
        p.join()

# prints:
#   [2.25, None, 'junk', <class 'float'>]
#   b'hello'
#   8 array('i', [42, 1729, 0, 0, 0])
