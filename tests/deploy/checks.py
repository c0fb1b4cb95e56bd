"""The outcome of a test: named checks, told one a line, counted in the last line."""

import sys


class Checks:
    """Collects what was checked; a check that fails does not stop the ones after it."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def chapter(self, title):
        print(f"\n# {title}", flush=True)

    def that(self, name, holds, seen=""):
        """Records one check; `seen` is what was found instead, shown when it does not hold."""
        if holds:
            self.passed += 1
            print(f"ok    {name}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL  {name}{_indented(seen)}", flush=True)
        return bool(holds)

    def equal(self, name, found, expected):
        """Two values, or two sets of lines of which only the differences are worth showing."""
        if isinstance(expected, (set, frozenset)):
            found = set(found)
            lacking = [f"lacking: {line}" for line in sorted(expected - found)]
            extra = [f"extra: {line}" for line in sorted(found - expected)]
            return self.that(name, found == expected, "\n".join(lacking + extra))
        return self.that(name, found == expected, f"expected {expected!r}, found {found!r}")

    def finish(self):
        """Prints the last line and gives the exit code. A test that checked nothing has failed."""
        print(f"\n{self.passed} passed, {self.failed} failed", flush=True)
        return 0 if self.passed and not self.failed else 1


def stop(message):
    """Ends the program: there is nothing to test with."""
    sys.exit(f"tests/deploy: {message}")


def _indented(seen):
    lines = str(seen).strip().splitlines()[:20]
    return "".join(f"\n      {line[:300]}" for line in lines)
