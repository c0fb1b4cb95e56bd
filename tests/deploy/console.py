"""What a run says on the console, in Puppet's words: which resources it changed and which it refreshed."""

import re

CHANGE = re.compile(r"^Notice: (/Stage\[main\]/.*?\])/([a-z_]+): (.*)$")
REFRESH = re.compile(r"^Notice: (/Stage\[main\]/.*\]): Triggered 'refresh' from \d+ events?$")
REFERENCE = re.compile(r".*/([A-Z]\w*(?:::[A-Z]\w*)*\[.*\])$")
CONTAINER = re.compile(r"^(Class|Stage|Anchor|[A-Z]\w*(::[A-Z]\w*)+)\[")


def changes(text):
    """The resources of which a property was changed, in order: "Service[trove-api]"."""
    return _references(CHANGE, text)


def refreshes(text):
    """The resources that were refreshed, without those that only pass a refresh on (classes, defines, anchors)."""
    return [reference for reference in _references(REFRESH, text) if not CONTAINER.match(reference)]


def events(text):
    """Every line that tells of something done."""
    return [line for line in text.splitlines() if CHANGE.match(line) or REFRESH.match(line)]


def failures(text):
    """The lines that tell of something that went wrong, with what was left out because of it."""
    wrong = re.compile(r"^Error:|Skipping because of failed dependencies|has failures: true")
    return [line for line in text.splitlines() if wrong.search(line)]


def _references(pattern, text):
    found = {}
    for line in text.splitlines():
        if match := pattern.match(line):
            if reference := REFERENCE.match(match[1]):
                found[reference[1]] = None
    return list(found)
