"""The settings that real Puppet with the public modules of OpenStack 2023.1 left on such a host, beside those of our site.

golden.settings was taken from that host, one setting a line, passwords masked; it is not edited by hand.
"""

import pathlib

import settings

GOLDEN = pathlib.Path(__file__).with_name("golden.settings")

# What only our site sets, and why.
OURS = {
    "trove/trove.conf [DEFAULT] conductor_manager=trove.conductor.manager.Manager": "our trove::conductor spells out the default",
}


def check(checks, host):
    checks.chapter("The public modules' configuration")
    found = set()
    for path in settings.FILES:
        found |= settings.of(path, host.run("cat", f"/etc/{path}").stdout)
    expected = set(GOLDEN.read_text().splitlines())
    checks.equal("the same settings in /etc/trove and /etc/keystone", found - OURS.keys(), expected)
