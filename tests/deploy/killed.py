"""A run that is killed loses nothing: the next one ends where an undisturbed one would have."""

import time

import console
import drift
import engine
import services

# How far a first run has come when it is killed: what it has said, or the command that it is in the middle of.
MOMENTS = {
    "configuring": lambda host, said: "Keystone_config[" in said,
    "making keys": lambda host, said: "Exec[keystone-manage fernet_setup]" in said,
    "making tables": lambda host, said: host.run("pgrep", "--full", "trove-manage db_sync").code == 0,
    "starting daemons": lambda host, said: "Service[trove-api]" in said,
}


def check(checks, host):
    checks.chapter("Killed runs")
    for moment, reached in MOMENTS.items():
        checks.that(f"a run can be killed while {moment}", kill_at(host, f"killed-{moment.replace(' ', '-')}", reached))
        _whole(checks, host, moment)
    run = engine.apply(host, "resumed")
    checks.equal("a run after them succeeds", (run.code, console.failures(run.said)), (2, []))
    checks.equal("every service runs", services.idle(host), [])
    again = engine.apply(host, "resumed-again")
    checks.equal("nothing is left to do", (again.code, console.events(again.stdout)), (0, []))
    left = host.shell("find / -xdev -name '.rpuppet-*'").stdout.split()
    checks.equal("no temporary file is left behind", left, [])
    return [run, again]


def owed_restart(checks, host):
    """Kills a run between a change and the restart that it calls for: the next run owes it."""
    checks.chapter("An owed restart")
    checks.that("Trove's daemons wait for messages", services.settled(host))
    before = services.processes(host)
    host.shell("""sed -i 's/^bind_host *=.*/bind_host=0.0.0.0/' /etc/trove/trove.conf; mysql -e "DROP USER 'trove'@'127.0.0.1'" """)
    # the new database user makes the schema's synchronisation due, some seconds before the services' turn
    checks.that("a run can be killed before the restart", kill_at(host, "killed-owing", lambda _, said: "Mysql_grant[trove@127" in said))
    checks.equal("the setting was put right before", drift.setting(host, "bind_host"), "127.0.0.1")
    checks.equal("nothing was restarted yet", services.restarted(before, services.processes(host)), set())
    run = engine.apply(host, "owing")
    checks.equal("the next run succeeds", (run.code, console.failures(run.said)), (2, []))
    checks.equal("it delivers what was owed", set(console.refreshes(run.stdout)), drift.REFRESHED | {"Service[trove-conductor]"})
    checks.equal("every service runs", services.idle(host), [])
    checks.equal("Trove's daemons were restarted", services.restarted(before, services.processes(host)), drift.RESTARTED)
    return [run]


def kill_at(host, label, reached, seconds=300):
    """Starts a run and kills it as soon as it has come that far; false if it ended before."""
    process, log = engine.begin(host, label)
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        if reached(host, log.read_text(errors="replace")):
            host.run("pkill", "-9", "-x", "rpuppet")
            return process.wait() in (-9, 137)
        time.sleep(0.005)
    process.kill()
    return False


def _whole(checks, host, moment):
    """No half file: trove.conf and keystone.conf keep every line that their packages shipped as comments."""
    for name, shipped in (("trove", "/usr/share/trove-common/trove.conf"), ("keystone", "/usr/share/keystone/keystone.conf")):
        path = f"/etc/{name}/{name}.conf"
        counts = host.run("grep", "-c", "^#", path, shipped).stdout.split()
        numbers = {count.rpartition(":")[2] for count in counts}
        checks.that(f"{path} is whole after the kill while {moment}", len(counts) == 2 and len(numbers) == 1, counts)
