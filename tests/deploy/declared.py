"""What the site under test declares, read from its text: passwords and datastores."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    passwords: dict  # variable → value
    datastores: tuple
    versions: tuple

    @property
    def admin_password(self):
        return next(value for name, value in self.passwords.items() if "admin" in name)


def read(path):
    text = path.read_text()
    secret = re.compile(r"^\s*\$(\w*pass\w*)\s*=\s*(?:Sensitive\(\s*)?'([^']+)'", re.MULTILINE)
    title = r"^\s*%s\s*\{\s*'([^']+)'"
    return Site(
        dict(secret.findall(text)),
        tuple(re.findall(title % "trove_datastore", text, re.MULTILINE)),
        tuple(re.findall(title % "trove_datastore_version", text, re.MULTILINE)),
    )
