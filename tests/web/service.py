"""A company's OpenID Connect service on this machine, that says of people what a test wants it to say."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt

# How often the service looks whether it is to end; what half a second costs each test adds up.
SECONDS_TO_STOP = 0.01
CLIENT = "tenure"


@dataclass
class Service:
    """What the service says: the person, and what to change in the token about them."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    refuses: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> Any:
        """What stands at the address."""
        self.asked.append(path)
        if path.startswith("/.well-known/"):
            places = {name: f"{self.issuer}/{name}" for name in ("authorization", "token", "userinfo", "jwks")}
            return {
                "issuer": self.issuer,
                "authorization_endpoint": places["authorization"],
                "token_endpoint": places["token"],
                "userinfo_endpoint": places["userinfo"],
                "jwks_uri": places["jwks"],
            }
        if path == "/token":
            return None if self.refuses else {"access_token": "x", "token_type": "Bearer", "id_token": self._signed()}
        return self.person if path == "/userinfo" else None

    def _signed(self) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.person["sub"], "iat": now, "exp": now + 60}
        return jwt.encode({**claims, **self.token}, "a key of the test's own, long enough", algorithm="HS256")


@contextmanager
def running_service() -> Iterator[Service]:
    """The service, listening on a free port of this machine."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = service.answer(self.path)
            self.send_response(200 if body is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body or {}).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *args: object) -> None:
            """A test's service keeps no log."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.issuer = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(SECONDS_TO_STOP,), daemon=True).start()
        yield service
        server.shutdown()
