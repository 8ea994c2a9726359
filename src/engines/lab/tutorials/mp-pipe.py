from multiprocessing import Process, Pipe
def f(conn):
    conn.send([42, None, 'hello'])
    print('child got', conn.recv())
    conn.send_bytes(b'bytes')
    conn.close()
if __name__ == '__main__':
    parent_conn, child_conn = Pipe()
    p = Process(target=f, args=(child_conn,))
    p.start()
    child_conn.close()
    print(parent_conn.recv())
    parent_conn.send({'a': 1})
    print(parent_conn.poll(5), parent_conn.recv_bytes())
    p.join()
    try: parent_conn.recv()
    except EOFError: print('EOF')
    r, w = Pipe(duplex=False)
    w.send('x'); print(r.recv(), r.readable, r.writable, w.closed)

# prints:
#   [42, None, 'hello']
#   child got {'a': 1}
#   True b'bytes'
#   EOF
#   x True False False
