"""Two engines that take the same modules: rpuppet, and real Puppet to compare with."""

import os
import pathlib
import subprocess

import watch
from checks import stop
from host import SITE, TREE, cache

ROOT = pathlib.Path(__file__).resolve().parents[2]
RPUPPET = ("rpuppet", "apply", "--color=false", "--detailed-exitcodes")
PUPPET = ("puppet", "apply", "--color=false", "--detailed-exitcodes", "--modulepath", "modules")
IN_TREE = ("timeout", "1200", "env", "-C", TREE)  # no run takes that many seconds
MODULES = pathlib.Path(os.environ.get("RPUPPET_MODULES", ROOT / "modules"))


def binary():
    """rpuppet as a release: the one that RPUPPET names, or built here."""
    if named := os.environ.get("RPUPPET"):
        return pathlib.Path(named)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    return ROOT / target / "release/rpuppet"


def furnish(host, rpuppet=None):
    """Puts the modules, and rpuppet where it is wanted, into a host."""
    if not (MODULES / "trove/examples/site.pp").is_file():
        stop(f"there is no trove/examples/site.pp below {MODULES}")
    host.put(MODULES, f"{TREE}/modules")
    host.run("chmod", "700", TREE)
    if rpuppet:
        host.put(rpuppet, "/usr/local/bin/rpuppet")


def apply(host, label, engine=RPUPPET, site=SITE):
    """One watched and measured run of the site. Its output stays in the cache's folder `logs`."""
    with watch.Watch(host) as seen:
        run = host.measured(*IN_TREE, *engine, site, log=cache() / "logs" / label)
    run.commands = list(seen.commands)
    print(f"      {label}: exit {run.code}, {run.wall:.1f} s, {run.cpu:.2f} CPU s, {len(run.commands)} command lines seen", flush=True)
    return run


def begin(host, label, engine=RPUPPET, site=SITE):
    """Starts a run that is going to be killed, and gives the file that it tells its story to."""
    log = cache() / "logs" / f"{label}.stdout"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        process = host.start(*IN_TREE, *engine, site, stdout=out, stderr=subprocess.STDOUT)
    return process, log
