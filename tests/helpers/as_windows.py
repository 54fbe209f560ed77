"""Run the program without what Windows lacks, and as if the system were Windows.

What packages of others load by the name of the system is loaded before that name is changed.
"""

from __future__ import annotations

import fcntl
import importlib
import os
import signal
import sys
import sysconfig
from types import ModuleType
from typing import Any

LOADED_BEFORE = (
    "asyncio", "click._compat", "click.shell_completion", "concurrent.futures", "ctypes",
    "importlib.metadata", "multiprocessing.connection", "PIL.ImageCms", "pydantic",
    "reportlab.pdfbase.ttfonts", "reportlab.pdfgen.canvas", "selectors", "socket", "subprocess",
    "tempfile", "threading", "webbrowser", "yaml",
)  # fmt: skip

NO_MODULES = ("fcntl", "grp", "pwd", "resource", "termios", "tty")

NOT_IN_OS = (
    "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "fchmod", "fork",
    "geteuid", "getuid", "killpg", "mkfifo", "pread", "sched_getaffinity", "set_blocking",
    "statvfs", "sysconf", "uname",
)  # fmt: skip

NO_SIGNALS = ("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGXCPU", "SIGXFSZ")


def become_windows() -> None:
    """Take away what Windows lacks; a folder cannot be opened there, nor be given to a call."""
    for name in LOADED_BEFORE:
        importlib.import_module(name)
    sysconfig.get_config_vars()
    set_blocking, set_wakeup_fd, open_file = os.set_blocking, signal.set_wakeup_fd, os.open

    def wake(descriptor: int, **more: Any) -> int:
        if descriptor >= 0:
            set_blocking(descriptor, False)
        return set_wakeup_fd(descriptor, **more)

    def open_no_folder(path: str, flags: int, mode: int = 0o777) -> int:
        if os.path.isdir(path):  # noqa: PTH112 - of text, as it comes
            raise PermissionError(13, "Permission denied", path)
        return open_file(path, flags, mode)

    locks, lock = ModuleType("msvcrt"), fcntl.flock
    vars(locks).update(LK_NBLCK=fcntl.LOCK_EX | fcntl.LOCK_NB, locking=lambda f, m, _: lock(f, m))
    modules: dict[str, Any] = sys.modules
    modules.update({**dict.fromkeys(NO_MODULES), "msvcrt": locks})
    for module, names in ((os, NOT_IN_OS), (signal, NO_SIGNALS)):
        for name in names:
            delattr(module, name)
    for name in ("supports_dir_fd", "supports_fd", "supports_follow_symlinks"):
        setattr(os, name, set())
    vars(os)["open"] = open_no_folder
    vars(signal)["set_wakeup_fd"] = wake
    sys.platform = "win32"


if __name__ == "__main__":
    become_windows()
    from handouts.__main__ import run

    run()
