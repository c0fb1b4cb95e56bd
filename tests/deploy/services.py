"""The daemons of the deployment, as the host's init scripts and process table show them."""

import time

DEPLOYED = ("mariadb", "rabbitmq-server", "keystone", "trove-api", "trove-conductor", "trove-taskmanager")

# How each daemon's processes are known in the process table.
PATTERNS = {
    "mariadb": "^/usr/sbin/mariadbd",
    "rabbitmq-server": "beam.smp",
    "keystone": "^/usr/bin/uwsgi",
    "trove-api": "/usr/bin/trove-api",
    "trove-conductor": "/usr/bin/trove-conductor",
    "trove-taskmanager": "/usr/bin/trove-taskmanager",
}


def idle(host, seconds=60):
    """The services that do not run, once those that are still starting have had their time."""
    deadline = time.monotonic() + seconds
    while True:
        down = [name for name in DEPLOYED if host.run("service", name, "status").code != 0]
        if not down or time.monotonic() > deadline:
            return down
        time.sleep(1)


def settled(host, seconds=60):
    """Waits until Trove's daemons have read their tables and wait for messages: before that, a lost database ends them."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        talking = host.run("ss", "-tnpH", "state", "established", "dport", "=", ":5672").stdout
        if "trove-conductor" in talking and "trove-taskmanag" in talking:  # names of processes have 15 letters
            return True
        time.sleep(1)
    return False


def processes(host):
    """For each daemon the oldest process: its number and start time, which a restart changes."""
    return {name: _oldest(host, pattern) for name, pattern in PATTERNS.items()}


def _oldest(host, pattern):
    pid = host.run("pgrep", "--oldest", "--full", pattern).stdout.strip()
    if not pid:
        return None
    stat = host.run("cat", f"/proc/{pid}/stat").stdout
    return pid, stat.rpartition(")")[2].split()[19]  # field 22, the start time


def restarted(before, after):
    """The daemons that are not the process they were."""
    return {name for name in PATTERNS if before[name] != after[name]}
