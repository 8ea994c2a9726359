import multiprocessing as mp, socket
def child(q):
    c = q.get(); c.send('through the passed connection'); c.close()
    s = q.get(); s.sendall(b'by socket'); s.close()
if __name__ == '__main__':
    import array, os
    a, b = socket.socketpair(); r, w = os.pipe()
    socket.send_fds(a, [b'take'], [w]); msg, fds, flags, addr = socket.recv_fds(b, 10, 1); print(msg, len(fds))
    os.write(fds[0], b'hi'); print(os.read(r, 5)); print(a.sendmsg([b'x', b'y']), b.recvmsg(10)[0])
    q = mp.Queue(); p = mp.Process(target=child, args=(q,)); p.start()
    a, b = mp.Pipe(); q.put(b); print(a.recv())
    x, y = socket.socketpair(); q.put(y); print(x.recv(20)); p.join()

# prints:
#   b'take' 1
#   b'hi'
#   2 b'xy'
#   through the passed connection
#   b'by socket'
