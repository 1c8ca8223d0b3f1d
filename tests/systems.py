"""What a test asks of a system that not every system has."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys

import pytest

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
needs_devices = pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no devices among its files")
needs_sockets = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no sockets among its files")
needs_names_of_bytes = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="the name of a file is text on this system, and never mere bytes"
)
needs_modes = pytest.mark.skipif(os.name == "nt", reason="a file of Windows has no mode")
needs_shell = pytest.mark.skipif(
    os.name == "nt" or shutil.which("sh") is None, reason="this system has no shell of POSIX"
)


def hears_ctrl_c() -> None:
    """To be called in a process before its program: what runs in the background of a shell is born deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
