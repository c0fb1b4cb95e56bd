"""A bare host becomes a cloud that answers, and a second run finds nothing to do."""

import console
import engine
import services
import watch
from cloud import KEYSTONE, TROVE, Cloud

PUPPET_CPU = 54.0  # seconds that real Puppet's unchanged run of the same deployment takes


def first_run(checks, host):
    checks.chapter("A bare host")
    run = engine.apply(host, "first")
    # 2 is Puppet's "there were changes", 4 and 6 tell of failures
    checks.that("the first run succeeds (exit 2 with --detailed-exitcodes)", run.code == 2, f"exit {run.code}\n{run.stderr[-2000:]}")
    failures = console.failures(run.said)
    checks.that("no resource failed or was skipped", not failures, "\n".join(failures))
    return run


def answers(checks, host, site):
    checks.chapter("The cloud answers")
    cloud = Cloud(host, "admin", site.admin_password, "admin")
    checks.that("Keystone answers", cloud.answers(KEYSTONE))
    checks.that("Trove's API answers", cloud.answers(f"{TROVE}/"))
    checks.equal("every service runs", services.idle(host), [])
    _versions(checks, cloud)
    _datastores(checks, cloud, site)


def _versions(checks, cloud):
    answer = cloud.get(f"{TROVE}/")
    ids = [version["id"] for version in answer.body["versions"]] if isinstance(answer.body, dict) else []
    checks.that("GET / lists the API's versions", "v1.0" in ids, f"{answer.status} {answer.body}")


def _datastores(checks, cloud, site):
    token, project = cloud.token()
    checks.that("Keystone gives a token", token)
    answer = cloud.get(f"{TROVE}/v1.0/{project}/datastores", token)
    checks.equal("GET /v1.0/PROJECT/datastores is allowed", answer.status, 200)
    listed = answer.body.get("datastores", []) if isinstance(answer.body, dict) else []
    checks.that("the site declares a datastore and a version", site.datastores and site.versions)
    checks.equal("the API lists the declared datastores", {store["name"] for store in listed}, set(site.datastores))
    versions = {version["name"] for store in listed for version in store["versions"]}
    checks.equal("the API lists the declared versions", versions, set(site.versions))
    told = cloud.openstack("datastore list -f value -c Name")
    checks.equal("`openstack datastore list` lists them too", set(told.stdout.split()), set(site.datastores))


def second_run(checks, host):
    checks.chapter("A second run")
    before = services.processes(host)
    run = engine.apply(host, "second")
    checks.equal("exits 0: neither changes nor failures", run.code, 0)
    checks.equal("tells of no event", console.events(run.stdout), [])
    checks.equal("restarts nothing", services.restarted(before, services.processes(host)), set())
    checks.that(f"takes at most a tenth of real Puppet's {PUPPET_CPU} CPU s", run.cpu <= PUPPET_CPU / 10, f"{run.cpu:.2f} s")
    clients = [" ".join(argv) for argv in run.commands if "openstack" in watch.programs(argv)]
    checks.equal("starts no openstack command line", clients, [])
    return run
