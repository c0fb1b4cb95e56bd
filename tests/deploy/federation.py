"""An identity provider, which the site has none of: made, left alone, changed and removed in the real Keystone."""

import json

import console
from cloud import Cloud
from engine import RPUPPET

STEPS = (
    ("made", "remote_ids => ['https://b', 'https://a']", 2, {"remote_ids": ["https://a", "https://b"], "enabled": True}),
    ("left alone", "remote_ids => ['https://a', 'https://b']", 0, {"remote_ids": ["https://a", "https://b"], "enabled": True}),
    ("changed", "remote_ids => ['https://c'], enabled => false", 2, {"remote_ids": ["https://c"], "enabled": False}),
    ("removed", "ensure => absent", 2, None),
)


def check(checks, host, site):
    checks.chapter("Identity provider")
    cloud = Cloud(host, "admin", site.admin_password, "admin")
    for step, attributes, code, expected in STEPS:
        ensure = "" if "ensure" in attributes else "ensure => present, "
        run = host.run(*RPUPPET, "-e", f"keystone_identity_provider {{ 'partner': {ensure}{attributes} }}")
        checks.equal(f"it is {step}", (run.code, console.failures(run.said)), (code, []))
        checks.equal(f"Keystone says so ({step})", _known(cloud), expected)


def _known(cloud):
    """What Keystone's own client tells of it; `None` where there is none."""
    shown = cloud.openstack("identity provider show partner -f json")
    if shown.code != 0:
        return None
    provider = json.loads(shown.stdout)
    ids = provider["remote_ids"]
    return {"remote_ids": sorted(ids if isinstance(ids, list) else ids.split(", ")), "enabled": provider["enabled"]}
