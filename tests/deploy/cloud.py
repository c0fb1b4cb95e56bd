"""A client of the deployed cloud: HTTP from inside the host, and the openstack command."""

import json
import shlex
import time
from dataclasses import dataclass

KEYSTONE = "http://127.0.0.1:5000/v3"
TROVE = "http://127.0.0.1:8779"


@dataclass
class Answer:
    status: int
    headers: dict
    body: object  # parsed JSON, or the text


class Cloud:
    def __init__(self, host, user, password, project):
        self.host, self.user, self.password, self.project = host, user, password, project

    def get(self, url, token=None):
        return self._request(url, {"X-Auth-Token": token} if token else {}, None)

    def token(self):
        """A token for the project, and the project's id; nothing where Keystone does not give one."""
        domain = {"id": "default"}
        user = {"name": self.user, "password": self.password, "domain": domain}
        identity = {"methods": ["password"], "password": {"user": user}}
        scope = {"project": {"name": self.project, "domain": domain}}
        answer = self._request(f"{KEYSTONE}/auth/tokens", {}, {"auth": {"identity": identity, "scope": scope}})
        if answer.status != 201:
            return None, None
        return answer.headers["x-subject-token"], answer.body["token"]["project"]["id"]

    def openstack(self, command):
        variables = {
            "OS_AUTH_URL": KEYSTONE,
            "OS_USERNAME": self.user,
            "OS_PASSWORD": self.password,
            "OS_PROJECT_NAME": self.project,
            "OS_USER_DOMAIN_ID": "default",
            "OS_PROJECT_DOMAIN_ID": "default",
            "OS_IDENTITY_API_VERSION": "3",
        }
        exports = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in variables.items())
        return self.host.shell(f"{exports}openstack {command}\n")

    def answers(self, url, seconds=90):
        """Waits until the URL gives any answer of HTTP: daemons say they are started before they listen."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.get(url).status:
                return True
            time.sleep(1)
        return False

    def _request(self, url, headers, body):
        """One request by the host's curl, which reads everything from its input. No answer is status 0."""
        lines = [f'url = "{url}"', "silent", "include", "max-time = 60"]
        lines += [f'header = "{name}: {value}"' for name, value in headers.items()]
        if body is not None:
            data = json.dumps(body).replace("\\", "\\\\").replace('"', '\\"')
            lines += ['header = "Content-Type: application/json"', f'data = "{data}"']
        return _answer(self.host.run("curl", "--config", "-", stdin="\n".join(lines)).stdout)


def _answer(text):
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    first, *rest = head.split("\n")
    if not first.startswith("HTTP/"):
        return Answer(0, {}, text)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    try:
        return Answer(int(first.split()[1]), headers, json.loads(body))
    except ValueError:
        return Answer(int(first.split()[1]), headers, body)
