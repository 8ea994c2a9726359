import http.server, threading, urllib.request
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f'you asked for {self.path}'.encode()
        self.send_response(200); self.send_header('Content-Length', str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *a): pass
server = http.server.ThreadingHTTPServer(('localhost', 0), H)
t = threading.Thread(target=server.serve_forever, daemon=True); t.start()
url = f'http://localhost:{server.server_port}/x'
with urllib.request.urlopen(url) as r: print(r.status, r.read())
try: urllib.request.urlopen(url.replace('/x', '/y'), data=b'd')
except Exception as e: print(type(e).__name__, e)
server.shutdown(); t.join(); server.server_close()

# prints, in any order:
#   200 b'you asked for /x'
#   HTTPError HTTP Error 501: Unsupported method ('POST')
