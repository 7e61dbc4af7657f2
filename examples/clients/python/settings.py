"""What the environment says. What it says wrongly ends the program with a line about it."""

import os
import ssl
import sys
from urllib.parse import SplitResult, urlsplit


def broker_url() -> SplitResult:
    """AMQP_URL in its parts."""
    try:
        url = urlsplit(os.environ.get("AMQP_URL", ""))
        is_right = url.scheme in ("amqp", "amqps") and url.hostname and url.port != 0
    except ValueError:  # a port that is no number
        is_right = False
    if not is_right or not os.environ.get("AUDIENCE"):
        sys.exit("AMQP_URL (amqps://HOST:5671/VHOST) and AUDIENCE have to be set")
    return url


def trust() -> ssl.SSLContext:
    """Trusts the authorities in CA_FILE, or those that the system trusts."""
    try:
        return ssl.create_default_context(cafile=os.environ.get("CA_FILE"))
    except OSError as error:  # ssl.SSLError is one
        sys.exit(f"CA_FILE: {error}")


def setting(name: str, usual: int) -> int:
    """A number from 1."""
    text = os.environ.get(name, str(usual))
    if not text.isdecimal() or int(text) < 1:
        sys.exit(f"{name} has to be a number from 1")
    return int(text)
