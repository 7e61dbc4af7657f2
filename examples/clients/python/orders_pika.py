"""Publishes orders and takes them off a queue with pika, for as long as it is left to run."""

import os
import random
import signal
import sys
import threading
import time
from contextlib import suppress
from urllib.parse import unquote

import pika
from pika.exceptions import AMQPError, NackError, UnroutableError

from settings import LAST, STEADY, broker_url, end, retry_after, say, setting, trust
from sts_token import NoToken, Token, get_token

AUDIENCE = os.environ.get("AUDIENCE", "")
INTERVAL = setting("INTERVAL_MS", 1000) / 1000
TOKEN_SECONDS = setting("TOKEN_SECONDS", 900)

stopping = False
number = 0  # of the last order
unconfirmed = 0  # 1 while a message waits for its confirm


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


def on_cancel(_) -> None:
    """Without this the broker's end of the consumer would pass unnoticed."""
    raise AMQPError("the broker ended the consumer")


class Session:
    """One connection with one channel, and the token that it lives by."""

    def __init__(self, parameters: pika.ConnectionParameters) -> None:
        self.token = get_token(AUDIENCE, TOKEN_SECONDS)
        # Any name does: the broker takes it from the token.
        parameters.credentials = pika.PlainCredentials("iam", self.token.secret)
        self.connection = pika.BlockingConnection(parameters)
        self.renew_at = when_to_renew(self.token)
        try:
            self.channel = self.connection.channel()
            self.channel.confirm_delivery()
            self.channel.basic_qos(prefetch_count=100)
            self.channel.add_on_cancel_callback(on_cancel)
            self.channel.basic_consume("orders.work", on_message)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes the connection, which a channel that failed leaves open."""
        with suppress(AMQPError, OSError):
            self.connection.close()

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
        until = time.monotonic() + seconds
        while not stopping and (left := until - time.monotonic()) > 0:
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
    if isinstance(error, NackError):
        return "message nacked"
    return getattr(error, "reply_text", None) or str(error) or type(error).__name__


def main() -> None:
    """Connects, and connects again whenever that is needed."""
    parameters = address()

    def stop(*_) -> None:
        global stopping
        stopping = True
        limit = threading.Timer(LAST, lambda: end(unconfirmed))  # the broker may be gone, and confirm nothing
        limit.daemon = True
        limit.start()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    was_connected, failures = False, 0
    while not stopping or unconfirmed:
        session, began = None, time.monotonic()
        try:
            session = Session(parameters)
            say("connected again" if was_connected else "connected")
            was_connected = True
            publish_until_stopped(session)
            session.close()
        except (AMQPError, NoToken, OSError) as error:
            if not was_connected:
                # Something is set up wrongly, and waiting does not mend it.
                sys.exit(f"no connection: {reason(error)}")
            if session is not None:
                session.close()
            if session is not None and time.monotonic() - began >= STEADY:
                failures = 0
            wait = retry_after(failures)
            failures += 1
            what = "no connection" if session is None else "connection lost"
            say(f"{what}: {reason(error)}; again in {wait:.1f} s")
            time.sleep(wait)
    end(unconfirmed)


def publish_until_stopped(session: Session) -> None:
    """Publishes orders one after the other, beginning with the one that a connection before did not confirm."""
    global number, unconfirmed
    while unconfirmed or not stopping:
        if not unconfirmed:
            number, unconfirmed = number + 1, 1
        session.publish(number)
        unconfirmed = 0
        session.work(INTERVAL)


if __name__ == "__main__":
    main()
