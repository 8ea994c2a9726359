import asyncio
async def handle(reader, writer):
    data = await reader.read(100)
    writer.write(data[::-1]); await writer.drain()
    writer.close(); await writer.wait_closed()
async def client(port, msg):
    r, w = await asyncio.open_connection('127.0.0.1', port)
    w.write(msg.encode()); w.write_eof()
    print(msg, (await r.read()).decode()); w.close()
async def main():
    server = await asyncio.start_server(handle, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        for m in ('abc', 'xyz'): await client(port, m)
    p = await asyncio.create_subprocess_exec('echo', 'sub', stdout=asyncio.subprocess.PIPE)
    print((await p.communicate())[0], p.returncode)
asyncio.run(main())

# prints:
#   abc cba
#   xyz zyx
#   b'sub\n' 0
