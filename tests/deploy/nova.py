"""A second site, by hand: with Nova's API to ask, Trove lists instances (none)."""

import console
import engine
import services
from cloud import KEYSTONE, TROVE, Cloud

SITE = "modules/trove/examples/with_nova_api.pp"


def check(checks, host, site):
    for label, manifest in (("nova-before", engine.SITE), ("nova", SITE)):
        run = engine.apply(host, label, site=manifest)
        checks.equal(f"{manifest} succeeds", (run.code, console.failures(run.said)), (2, []))
    again = engine.apply(host, "nova-again", site=SITE)
    checks.equal("a second run changes nothing", (again.code, console.events(again.stdout)), (0, []))
    cloud = Cloud(host, "admin", site.admin_password, "admin")
    checks.that("Keystone and Trove answer", cloud.answers(KEYSTONE) and cloud.answers(f"{TROVE}/"))
    checks.equal("every service runs", services.idle(host), [])
    token, project = cloud.token()
    answer = cloud.get(f"{TROVE}/v1.0/{project}/instances", token)
    checks.equal("GET /v1.0/PROJECT/instances answers an empty list", (answer.status, answer.body), (200, {"instances": []}))
    told = cloud.openstack("database instance list -f json")
    checks.equal("`openstack database instance list` does too", told.stdout.strip(), "[]")
