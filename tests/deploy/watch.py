"""Watches what a host runs: the command line of every process that is seen while the watch is on."""

import os
import threading


class Watch:
    """Reads /proc every few milliseconds: a program that lives for less than that can be missed."""

    PAUSE = 0.008  # seconds

    def __init__(self, host):
        self.namespace = os.stat(f"/proc/{host.pid()}/ns/pid").st_ino
        self.commands = {}  # argv → None, in the order seen
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _look(self):
        foreign = set()
        while not self._over.wait(self.PAUSE):
            present = {name for name in os.listdir("/proc") if name.isdigit()}
            foreign &= present
            for pid in present - foreign:
                if not self._read(pid):
                    foreign.add(pid)

    def _read(self, pid):
        """Notes the process; false if it is another host's."""
        try:
            if os.stat(f"/proc/{pid}/ns/pid").st_ino != self.namespace:
                return False
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                argv = tuple(file.read().decode(errors="replace").split("\0")[:-1])
        except OSError:
            return True  # gone already
        self.commands.setdefault(argv)
        return True


def programs(argv):
    """The names under which a command may be known: of the program, and of the script it interprets."""
    return {os.path.basename(word) for word in argv[:2]}
