import socket, multiprocessing as mp
def handle(conn):
    with conn, conn.makefile('rw') as f:
        for line in f:
            f.write(line[::-1].strip() + '\n'); f.flush()
def client(port):
    with socket.create_connection(('localhost', port)) as s, s.makefile('rw') as f:
        f.write('abc\n'); f.flush(); print(f.readline().strip())
if __name__ == '__main__':
    with socket.create_server(('localhost', 0)) as server:
        c = mp.Process(target=client, args=(server.getsockname()[1],)); c.start()
        conn, _ = server.accept()
        p = mp.Process(target=handle, args=(conn,)); p.start(); conn.close()
        c.join(); p.join()
        print(c.exitcode, p.exitcode)

# prints:
#   cba
#   0 0
