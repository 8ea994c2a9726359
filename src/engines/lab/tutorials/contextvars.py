import contextvars, threading
var = contextvars.ContextVar('var', default='none')
var.set('main')
def show(): print(threading.current_thread().name, var.get())
threading.Thread(target=show, name='plain').start()
for t in threading.enumerate():
    if t is not threading.main_thread(): t.join()
ctx = contextvars.copy_context()
t = threading.Thread(target=ctx.run, args=(show,), name='copied'); t.start(); t.join()
token = var.set('other'); show(); var.reset(token); show()
ctx.run(var.set, 'in ctx'); print(ctx[var], var.get())

# prints:
#   plain none
#   copied main
#   MainThread other
#   MainThread main
#   in ctx main
