"""Functions and classes of ours that stand in for a module's own: they say that they are of that module.

A program pickles `time.sleep` by its name, for a Pool say, and sees the name where it prints one.
"""


def as_own(module, **things):
    """Calls them by the names that they have in `module`. Returns them as they came."""
    for name, thing in things.items():
        try:
            thing.__module__, thing.__name__, thing.__qualname__ = module, name, name
        except (AttributeError, TypeError):
            # A function in C says what it is.
            continue
    return things
