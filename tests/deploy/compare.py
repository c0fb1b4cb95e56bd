"""Real Puppet on the same modules leaves the same files; each difference has its reason in compare.reasons."""

import difflib
import fnmatch
import pathlib

import console
import engine
from host import Host

REASONS = pathlib.Path(__file__).with_name("compare.reasons")

# Every file with its type, mode, owner and content.
LIST = r"""find /etc/trove /etc/keystone -printf '%y\t%m\t%u:%g\t%p\n' | sort -t '	' -k 4
find /etc/trove /etc/keystone -type f -exec sha256sum {} +"""


def check(checks, ours):
    """Runs real Puppet on a host of its own and holds its files against those of the host `ours`."""
    checks.chapter("Real Puppet on the same modules")
    with Host("puppet", "puppet") as theirs:
        engine.furnish(theirs)
        run = engine.apply(theirs, "puppet-first", engine.PUPPET)
        failures = console.failures(run.said)
        checks.equal("Puppet's run succeeds", (run.code, failures), (2, []))
        hold(checks, ours, theirs)
    return run


def hold(checks, ours, theirs):
    differences = _differences(ours, theirs)
    known = _reasons()
    for path, aspect, told in differences:
        reason = next((why for pattern, what, why in known if what == aspect and fnmatch.fnmatch(path, pattern)), None)
        if reason:
            print(f"      {path}: {aspect} differs: {reason}")
        else:
            checks.that(f"{path} has the same {aspect}", False, told)
    checks.that("files of /etc/trove and /etc/keystone were compared", len(_files(ours)) > 5)


def _differences(ours, theirs):
    """Triples of path, aspect (existence, type, mode, owner, content) and what it is: here, there."""
    left, right = _files(ours), _files(theirs)
    for path in sorted(left.keys() | right.keys()):
        if path not in left or path not in right:
            yield path, "existence", "only rpuppet makes it" if path in left else "only Puppet makes it"
            continue
        for aspect in left[path]:
            if left[path][aspect] != right[path].get(aspect):
                yield path, aspect, _told(aspect, path, ours, theirs) or f"{left[path][aspect]}, Puppet: {right[path].get(aspect)}"


def _files(host):
    files = {}
    for line in host.shell(LIST).stdout.splitlines():
        if "\t" in line:
            kind, mode, owner, path = line.split("\t")
            files[path] = {"type": kind, "mode": mode, "owner": owner}
        else:
            digest, _, path = line.partition("  ")
            files[path]["content"] = digest
    return files


def _told(aspect, path, ours, theirs):
    if aspect != "content":
        return None
    puppet, rpuppet = (host.run("cat", path).stdout.splitlines() for host in (theirs, ours))
    return "\n".join(difflib.unified_diff(puppet, rpuppet, "Puppet", "rpuppet", lineterm="", n=0))


def _reasons():
    """The known differences: PATTERN, ASPECT, REASON on each line that is not a comment."""
    lines = [line for line in REASONS.read_text().splitlines() if line and not line.startswith("#")]
    return [line.split(maxsplit=2) for line in lines]
