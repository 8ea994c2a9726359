"""Functions and classes of the lab that replace a module's own, with `__module__` and names of that module.

A program pickles `time.sleep` by its name, for a Pool for example, and sees the name where it prints the function.
"""


def as_own(module, **things):
    """Gives each the name that it has in `module`. Returns them unchanged otherwise."""
    for name, thing in things.items():
        try:
            thing.__module__, thing.__name__, thing.__qualname__ = module, name, name
        except (AttributeError, TypeError):
            # A function in C has its name already.
            continue
    return things
