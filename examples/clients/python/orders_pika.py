"""Publishes orders and takes them off a queue with pika, for as long as it is left to run."""

import os
import random
import signal
import sys
import time
from urllib.parse import unquote

import pika
from pika.exceptions import AMQPError, UnroutableError

from settings import broker_url, setting, trust
from sts_token import NoToken, Token, get_token

AUDIENCE = os.environ.get("AUDIENCE", "")
INTERVAL = setting("INTERVAL_MS", 1000) / 1000
TOKEN_SECONDS = setting("TOKEN_SECONDS", 900)

stopping = False


def say(text: str) -> None:
    """Says what becomes of the connection."""
    print(text, file=sys.stderr, flush=True)


def address() -> pika.ConnectionParameters:
    """Where the broker is: AMQP_URL, amqps://HOST:PORT/VHOST, with the authority in CA_FILE if it is an own one."""
    url = broker_url()
    options = {}
    if url.scheme == "amqps":
        options["ssl_options"] = pika.SSLOptions(trust(), url.hostname)
    return pika.ConnectionParameters(
        host=url.hostname,
        port=url.port or (5671 if url.scheme == "amqps" else 5672),
        virtual_host=unquote(url.path[1:]) or "/",
        heartbeat=30,
        socket_timeout=10,
        client_properties={"connection_name": "orders (pika)"},
        **options,
    )


def on_message(channel, method, properties, body) -> None:
    """Works on an order. Work of more than some seconds belongs in a thread: nothing is renewed meanwhile."""
    print(f"received {properties.message_id}", flush=True)
    channel.basic_ack(method.delivery_tag)  # not before the work is done


class Session:
    """One connection with one channel, and the token that it lives by."""

    def __init__(self, parameters: pika.ConnectionParameters) -> None:
        self.token = get_token(AUDIENCE, TOKEN_SECONDS)
        # Any name does: the broker takes it from the token.
        parameters.credentials = pika.PlainCredentials("iam", self.token.secret)
        self.connection = pika.BlockingConnection(parameters)
        self.renew_at = when_to_renew(self.token)
        self.channel = self.connection.channel()
        self.channel.confirm_delivery()
        self.channel.basic_qos(prefetch_count=100)
        # Without this the broker's end of the consumer would pass unnoticed.
        self.channel.add_on_cancel_callback(lambda _: self.connection.close())
        self.channel.basic_consume("orders.work", on_message)

    def publish(self, number: int) -> None:
        """Publishes an order, and returns when the broker has confirmed it."""
        properties = pika.BasicProperties(delivery_mode=2, message_id=str(number))
        try:
            self.channel.basic_publish("orders.events", "order.created", b"{}", properties, mandatory=True)
        except UnroutableError:
            say("no queue takes messages with the key order.created")
        print(f"confirmed {number}", flush=True)

    def work(self, seconds: float) -> None:
        """Lets messages come in for a while, and renews the token when it is time."""
        end = time.monotonic() + seconds
        while not stopping and (left := end - time.monotonic()) > 0:
            self.connection.process_data_events(time_limit=left)
        if time.monotonic() >= self.renew_at:
            self.renew()

    def renew(self) -> None:
        """Renews the token, or lets a while pass until it is tried again."""
        try:
            token = get_token(AUDIENCE, TOKEN_SECONDS)
        except NoToken as error:
            say(f"token not renewed: {error}")
            self.renew_at = time.monotonic() + self.token.life / 20  # the old one still lives for a while
            return
        self.connection.update_secret(token.secret, "token renewed")
        self.token = token
        self.renew_at = when_to_renew(token)
        say("token renewed")


def when_to_renew(token: Token) -> float:
    """A moment well before the end, by chance: or all clients would come at once."""
    return token.end - token.life * random.uniform(0.2, 0.4)


def reason(error: Exception) -> str:
    """What pika's exceptions say, some of which hold others."""
    inner = [one for one in (getattr(error, "exception", None), *error.args) if isinstance(one, Exception)]
    if inner:
        return reason(inner[0])
    return getattr(error, "reply_text", None) or str(error) or type(error).__name__


def main() -> None:
    """Connects, and connects again whenever that is needed."""
    parameters = address()

    def stop(*_) -> None:
        global stopping
        stopping = True

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    number, was_connected, failures = 1, False, 0
    while not stopping:
        session = None
        try:
            session = Session(parameters)
            say("connected again" if was_connected else "connected")
            was_connected, failures = True, 0
            while not stopping:
                session.publish(number)
                number += 1
                session.work(INTERVAL)
            session.connection.close()
        except (AMQPError, NoToken, OSError) as error:
            if not was_connected:
                # Something is set up wrongly, and waiting does not mend it.
                sys.exit(f"no connection: {reason(error)}")
            say(f"{'no connection' if session is None else 'connection lost'}: {reason(error)}")
            # A little more each time, and never the same: all clients lost theirs at the same moment.
            time.sleep(min(0.25 * 2**failures, 30) * random.uniform(0.5, 1.5))
            failures += 1
    say("stopped")


if __name__ == "__main__":
    main()
