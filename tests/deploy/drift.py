"""What was changed behind the engine's back is put right, and nothing else."""

import console
import engine
import services

CONFIGURATION = "/etc/trove/trove.conf"

BREAK = """set -e
service trove-conductor stop
sed -i 's/^bind_host *=.*/bind_host=0.0.0.0/' /etc/trove/trove.conf
rabbitmqctl -q clear_permissions -p / trove
mysql -e "DROP USER 'trove'@'127.0.0.1'"
"""

REPAIRED = {
    "Service[trove-conductor]",
    "Trove_config[DEFAULT/bind_host]",
    "Rabbitmq_user_permissions[trove@/]",
    "Mysql_user[trove@127.0.0.1]",
    "Mysql_grant[trove@127.0.0.1/trove.*]",
}

# A new database user may mean a new schema, and every Trove daemon reads trove.conf.
# The conductor was stopped: starting it is enough, so it is not restarted on top.
REFRESHED = {"Exec[trove-manage db_sync]", "Service[trove-api]", "Service[trove-taskmanager]"}
RESTARTED = {"trove-api", "trove-conductor", "trove-taskmanager"}


def check(checks, host):
    checks.chapter("Drift")
    before = services.processes(host)
    broken = host.shell(BREAK)
    checks.that("the host can be put out of order", broken.code == 0, broken.said)
    run = engine.apply(host, "drift")
    checks.equal("one run puts it right", (run.code, console.failures(run.said)), (2, []))
    checks.equal("it changes what was out of order", set(console.changes(run.stdout)), REPAIRED)
    checks.equal("it refreshes what depends on that", set(console.refreshes(run.stdout)), REFRESHED)
    checks.equal("every service runs again", services.idle(host), [])
    checks.equal("only Trove's daemons were restarted", services.restarted(before, services.processes(host)), RESTARTED)
    checks.equal("the setting is back", setting(host, "bind_host"), "127.0.0.1")
    checks.equal("the shipped comments are still there", *_comments(host))
    return run


def setting(host, name):
    """The value of a setting of trove.conf."""
    lines = host.run("grep", "-E", f"^{name} *=", CONFIGURATION).stdout.splitlines()
    return lines[0].partition("=")[2].strip() if len(lines) == 1 else lines


def _comments(host):
    """How many comment lines trove.conf has, and how many the package shipped."""
    shipped = "/usr/share/trove-common/trove.conf"
    return tuple(host.run("grep", "-c", "^#", path).stdout for path in (CONFIGURATION, shipped))
