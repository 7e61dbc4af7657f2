"""What both programs go by: the environment, of which a wrong word ends the program, and when to try again."""

import os
import random
import ssl
import sys
from urllib.parse import SplitResult, urlsplit

# A connection that lasted this long, in seconds, was a good one: the next failure is the first again.
STEADY = 30

# How long a signal leaves for confirms and for closing, in seconds: ECS and Kubernetes kill after 30.
LAST = 10


def broker_url() -> SplitResult:
    """AMQP_URL in its parts."""
    text = os.environ.get("AMQP_URL")
    if not text or not os.environ.get("AUDIENCE"):
        sys.exit("AMQP_URL (amqps://HOST:5671/VHOST) and AUDIENCE have to be set")
    try:
        url = urlsplit(text)
        is_right = url.scheme in ("amqp", "amqps") and url.hostname and url.port != 0
    except ValueError:  # a port that is no number
        is_right = False
    if not is_right:
        sys.exit("AMQP_URL (amqps://HOST:5671/VHOST) is no address of a broker")
    return url


def trust() -> ssl.SSLContext:
    """Trusts the authorities in CA_FILE, or those that the system trusts."""
    try:
        return ssl.create_default_context(cafile=os.environ.get("CA_FILE") or None)
    except OSError as error:  # ssl.SSLError is one
        sys.exit(f"CA_FILE: {error}")


def setting(name: str, usual: int) -> int:
    """A number from 1."""
    text = os.environ.get(name) or str(usual)
    if not text.isdecimal() or int(text) < 1:
        sys.exit(f"{name} has to be a number from 1")
    return int(text)


def retry_after(failures: int) -> float:
    """How long to wait before the next attempt: more each time, and by chance, as all clients lost theirs."""
    return min(0.25 * 2 ** min(failures, 7), 30) * random.uniform(0.5, 1.5)


def end(unconfirmed: int) -> None:
    """Ends the program whatever hangs, with 1 where messages are given up."""
    say(f"stopped; messages not confirmed: {unconfirmed}" if unconfirmed else "stopped")
    os._exit(1 if unconfirmed else 0)


def say(text: str) -> None:
    """Says what becomes of the connection."""
    print(text, file=sys.stderr, flush=True)
