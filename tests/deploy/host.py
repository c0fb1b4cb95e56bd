"""A test host from Python: host.sh with results, measured runs and the deployment's own paths."""

import os
import pathlib
import subprocess
import time
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
TREE = "/srv/rpuppet"  # where a host has the modules; rpuppet and Puppet are started in it
SITE = "modules/trove/examples/site.pp"


@dataclass
class Run:
    """A finished command: what it said and what it cost, with every process it waited for."""

    code: int
    stdout: str
    stderr: str
    wall: float
    cpu: float
    commands: list = field(default_factory=list)  # argv of the processes that the host was seen to run meanwhile

    @property
    def said(self):
        return self.stdout + self.stderr


class Host:
    """One host, gone with all it wrote at the end of its `with` block."""

    def __init__(self, name, layer):
        self.name = f"{name}-{os.getpid()}"
        self.layer = layer

    def __enter__(self):
        self._script("start", self.name, self.layer)
        return self

    def __exit__(self, *_):
        self._script("stop", self.name)

    def put(self, source, target):
        self._script("put", self.name, source, target)

    def pid(self):
        """The host's first process, as this machine numbers it."""
        return int(self._script("pid", self.name).stdout)

    def run(self, *argv, stdin=None, timeout=900):
        """Runs a command to its end. Never raises for the command's own failure; a timeout has code 124."""
        process = self.start(*argv, stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL)
        started = time.monotonic()
        try:
            stdout, stderr = process.communicate(stdin, timeout=timeout)
            code = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            (stdout, stderr), code = process.communicate(), 124
        return Run(code, stdout, stderr, time.monotonic() - started, 0.0)

    def start(self, *argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE):
        """Starts a command and does not wait for it."""
        command = [HERE / "host.sh", "run", self.name, *argv]
        return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, text=True, errors="replace")

    def shell(self, script, timeout=900):
        """Runs a script that comes by bash's input, which its commands do not read: its passwords are in no command line."""
        return self.run("/bin/bash", "-c", 'script=$(cat); exec </dev/null; eval "$script"', stdin=script, timeout=timeout)

    def measured(self, *argv, log):
        """Runs a command with its output in the files LOG.stdout and LOG.stderr, and weighs it with wait4."""
        log.parent.mkdir(parents=True, exist_ok=True)
        out, err = log.with_suffix(".stdout"), log.with_suffix(".stderr")
        started = time.monotonic()
        with out.open("w") as stdout, err.open("w") as stderr:
            process = self.start(*argv, stdout=stdout, stderr=stderr)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - started
        texts = [path.read_text(errors="replace") for path in (out, err)]
        return Run(process.returncode, *texts, wall, usage.ru_utime + usage.ru_stime)

    def _script(self, *arguments):
        command = [HERE / "host.sh", *map(str, arguments)]
        return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)


def cache():
    """The folder of the layers and logs, the same that root.sh and host.sh take by default."""
    above = os.environ.get("RPUPPET_CACHE") or pathlib.Path.home() / ".cache/rpuppet"
    return pathlib.Path(os.environ.get("RPUPPET_DEPLOY") or pathlib.Path(above) / "deploy")
