"""Settings of ini files, one a line: what is left of two configurations when their comments and order are put aside."""

import re

# The files of which the settings are compared, below golden/ without the folder /etc.
FILES = ("trove/trove.conf", "trove/trove-guestagent.conf", "trove/api-paste.ini", "keystone/keystone.conf", "keystone/keystone-uwsgi.ini")

SECRET = re.compile(r"(?i)^\w*password$")
URL_SECRET = re.compile(r"(://[^:/@]+:)[^@]*@")


def of(path, text):
    """The settings of a file as "path [section] key=value", passwords masked: they are the site's own."""
    section, found = "", set()
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            section = line
        elif "=" in line and not line.startswith(("#", ";")):
            key, value = (part.strip() for part in line.split("=", 1))
            found.add(f"{path} {section} {key}={_masked(key, value)}")
    return found


def _masked(key, value):
    return "***" if SECRET.match(key) else URL_SECRET.sub(r"\1***@", value)
