"""`tenure run`: the whole application on this machine, with one command and no configuration."""

import os
import socket
from argparse import ArgumentParser, Namespace

from tenure.cli.errors import CommandError
from tenure.core.environment import ConfigurationError

HOST, PORT = "127.0.0.1", 8000
HIGHEST_PORT = 65_535


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--host", default=HOST, metavar="ADDRESS", help=f"where to listen (default {HOST})")
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"default {PORT}; 0 for any free one")
    parser.add_argument("--demo", action="store_true", help="load the sample company into an empty database")
    parser.add_argument("--no-worker", action="store_true", help="leave background jobs to `tenure worker`")


def run(args: Namespace) -> int:
    """Bring the database up to date, print who the key accounts are and a sign-in link, and serve until Ctrl-C."""
    port = free_port(args.host, args.port)
    # Links carry the address that is really served, unless the installation names another.
    os.environ.setdefault("TENURE_URL", f"http://{_in_address(args.host)}:{port}")
    _set_up_django()
    # Imported here, as both need the settings that were chosen just now.
    from tenure.cli.preparing import prepare
    from tenure.cli.serving import serve

    link = prepare(demo=args.demo)
    return serve(host=args.host, port=port, with_worker=not args.no_worker, link=link)


def free_port(host: str, port: int) -> int:
    """The port if it can be had (0: any that can); CommandError says in a sentence why it cannot."""
    if not 0 <= port <= HIGHEST_PORT:
        raise CommandError(f"--port must be 0 to {HIGHEST_PORT}; got {port}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # A server that ended a moment ago leaves its address in waiting; that does not make it taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(_refusal(host, port, error)) from error
        chosen: int = probe.getsockname()[1]
        return chosen


def _refusal(host: str, port: int, error: OSError) -> str:
    return (
        f"Port {port} of {host} cannot be used ({error.strerror}); end the program that has it, "
        f"or choose another port: tenure run --port {port + 1 if port < HIGHEST_PORT else 0}."
    )


def _in_address(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return HOST
    return f"[{host}]" if ":" in host else host


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenure.settings")
    import django

    try:
        django.setup()
    except ConfigurationError as error:
        raise CommandError(str(error)) from error
