"""No password where someone else could read it: command lines, logs, reports, files open to all."""

import re

# The site itself, which has to contain the passwords, lies in a folder that only root may enter.
IGNORED = "/srv/rpuppet/"


def check(checks, host, site, runs):
    checks.chapter("Secrets")
    short = [value for value in site.passwords.values() if len(value) < 10]
    checks.that("the site's passwords are long enough to be searched for", site.passwords and not short, site.passwords)
    for name, value in site.passwords.items():
        word = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
        shown = [run for run in runs if word.search(run.said)]
        checks.that(f"no run shows ${name}", not shown)
        commands = [" ".join(argv)[:200] for run in runs for argv in run.commands if word.search("\0".join(argv))]
        checks.that(f"no command line shows ${name}", not commands, "\n".join(commands))
    checks.equal("no file that all may read holds a password", _holding(host, "/ /run /dev/shm", "-perm -o=r", site), [])
    checks.equal("no log or report holds a password", _holding(host, "/var/log /var/lib /var/cache", REPORTS, site), [])


# Logs, and what the engines leave about their runs.
REPORTS = r"( -path '/var/log/*' -o -path '*puppet*/reports/*' -o -name 'last_run_*' -o -path '*puppet*/state/*' )"


def _holding(host, roots, which, site):
    """The files below the roots, each on its own file system, that hold any of the passwords as a word."""
    words = "\n".join(site.passwords.values())
    which = which.replace("(", r"\(").replace(")", r"\)")
    script = f"""words=$(mktemp -p /root)
cat >"$words" <<'WORDS'
{words}
WORDS
find {roots} -xdev -type f {which} -print0 | xargs -0 -r grep -lwFf "$words"
rm "$words"
"""
    found = host.shell(script).stdout.split()
    return sorted(path for path in set(found) if not path.startswith(IGNORED))
