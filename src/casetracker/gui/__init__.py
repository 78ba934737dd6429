"""The window: one of the two faces of the services. It holds no SQL and no rule of a case.

PySide reads the source of every module that is imported after it, to see whether that asks for Qt's names in another style
(`__feature__`). None of ours does, and none we use: left out, the program starts sooner, a late import holds the window for
half as long, and 6 MiB of source are not kept in memory.
"""

import builtins

import PySide6.QtCore  # noqa: F401, brings what is taken away here

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
