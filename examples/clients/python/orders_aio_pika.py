"""Publishes orders and takes them off a queue with aio-pika, for as long as it is left to run."""

import asyncio
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from urllib.parse import unquote

import aio_pika
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError, DeliveryError
from pamqp.exceptions import AMQPInternalError

from settings import LAST, STEADY, broker_url, end, retry_after, say, setting, trust
from sts_token import NoToken, Token, get_token

AUDIENCE = os.environ.get("AUDIENCE", "")
INTERVAL = setting("INTERVAL_MS", 1000) / 1000
TOKEN_SECONDS = setting("TOKEN_SECONDS", 900)
MOST_UNCONFIRMED = 1000  # with more, the program waits with the next

# What the libraries raise where a connection fails or is lost.
LOST = (AMQPError, AMQPInternalError, ChannelInvalidStateError, OSError, asyncio.TimeoutError)

# What becomes of the connection is told here; the libraries would tell it again with a stack trace.
for library in ("aio_pika", "aiormq"):
    logging.getLogger(library).setLevel(logging.CRITICAL)


def reason(error: BaseException | None) -> str:
    """What an exception says; that of a vhost which is closed to the role holds the broker's words in a frame."""
    if isinstance(error, DeliveryError):
        return "message nacked"
    frames = [one for one in getattr(error, "args", ()) if hasattr(one, "reply_text")]
    return frames[0].reply_text if frames else str(error or "") or "closed"


def on_leftover(loop: asyncio.AbstractEventLoop, context: dict) -> None:
    """Passes over what aiormq leaves unread when a connection ends: it has been told already."""
    if not isinstance(context.get("exception"), (*LOST, asyncio.CancelledError)):
        loop.default_exception_handler(context)


async def new_token() -> Token:
    """Asks STS in a thread, as boto3 knows no asyncio."""
    return await asyncio.to_thread(get_token, AUDIENCE, TOKEN_SECONDS)


class Publisher:
    """Publishes so that nothing is lost.

    What the broker has not confirmed when a connection is lost is published again on the next one. A message
    may arrive twice then, with the same id.
    """

    def __init__(self) -> None:
        self._exchange = None
        self._fail = None
        self._changed = asyncio.Event()
        self._places = asyncio.Semaphore(MOST_UNCONFIRMED)
        self._tasks = set()
        self._attempts = set()

    @property
    def unconfirmed(self) -> int:
        """How many messages the broker has not confirmed yet."""
        return len(self._tasks)

    def use(self, exchange: aio_pika.abc.AbstractExchange, fail: Callable[[BaseException], None]) -> None:
        """Publishes to this exchange, of another connection, from now on; `fail` is told what it does not take."""
        self._exchange, self._fail = exchange, fail
        for attempt in self._attempts:  # on the connection before, where nobody answers any more
            attempt.cancel()
        self._changed.set()
        self._changed = asyncio.Event()

    async def publish(self, number: int) -> None:
        """Publishes in the background, as soon as there is a place."""
        await self._places.acquire()
        task = asyncio.create_task(self._until_confirmed(number))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def all_confirmed(self) -> None:
        """Waits for what is in the background."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _until_confirmed(self, number: int) -> None:
        message = aio_pika.Message(
            b"{}", message_id=str(number), delivery_mode=aio_pika.DeliveryMode.PERSISTENT
        )
        while True:
            changed, exchange, fail = self._changed, self._exchange, self._fail
            # A task of its own: it is cancelled by `use`, and by the library where the connection is lost.
            attempt = asyncio.ensure_future(exchange.publish(message, "order.created", mandatory=True))
            self._attempts.add(attempt)
            await asyncio.wait([attempt])
            self._attempts.discard(attempt)
            if not attempt.cancelled():
                problem = attempt.exception()
                if problem is None:
                    break
                if not exchange.channel.is_closed:
                    fail(problem)
            await changed.wait()
        self._places.release()
        print(f"confirmed {number}", flush=True)


async def on_message(message: aio_pika.abc.AbstractIncomingMessage) -> None:
    """Works on an order."""
    print(f"received {message.message_id}", flush=True)
    await message.ack()  # not before the work is done


class Session:
    """One connection with one channel, and the token that it lives by."""

    def __init__(self, token: Token, connection: aio_pika.abc.AbstractConnection) -> None:
        self.token = token
        self.connection = connection
        self.lost = asyncio.get_running_loop().create_future()
        connection.close_callbacks.add(lambda _, why: self._end(why))

    def _end(self, why: BaseException | None) -> None:
        if not self.lost.done():
            self.lost.set_result(why)

    @classmethod
    async def open(cls, options: dict, publisher: Publisher) -> "Session":
        """Connects with a new token."""
        token = await new_token()
        # Any name does: the broker takes it from the token.
        session = cls(token, await aio_pika.connect(login="iam", password=token.secret, **options))
        try:
            channel = await session.connection.channel(on_return_raises=False)
            # A channel that fails takes the connection along, so that there is one way to begin again.
            channel.close_callbacks.add(lambda _, why: session._end(why))
            await channel.set_qos(prefetch_count=100)
            # Without `ensure` they would be declared passively, for which the role needs further rights.
            queue = await channel.get_queue("orders.work", ensure=False)
            await queue.consume(on_message)
            publisher.use(await channel.get_exchange("orders.events", ensure=False), session._end)
            return session
        except BaseException:
            await session.connection.close()
            raise

    async def renew(self) -> None:
        """Renews the token again and again, until it is cancelled."""
        token = self.token
        wait = renew_after(token)
        while True:
            await asyncio.sleep(wait)
            try:
                token = await new_token()
                await self.connection.update_secret(token.secret, reason="token renewed", timeout=10)
                say("token renewed")
                wait = renew_after(token)
            except (NoToken, *LOST) as error:
                say(f"token not renewed: {reason(error)}")
                wait = token.life / 20  # the old one still lives for a while


def renew_after(token: Token) -> float:
    """How long to wait before a token is renewed: by chance, or all clients would come at once."""
    return token.end - time.monotonic() - token.life * random.uniform(0.2, 0.4)


def address() -> dict:
    """Where the broker is: AMQP_URL, amqps://HOST:PORT/VHOST, with the authority in CA_FILE if it is an own one."""
    url = broker_url()
    secure = url.scheme == "amqps"
    return {
        "host": url.hostname,
        "port": url.port or (5671 if secure else 5672),
        "virtualhost": unquote(url.path[1:]) or "/",
        "ssl": secure,
        "ssl_context": trust() if secure else None,
        "name": "orders (aio-pika)",
        "heartbeat": 30,
        "timeout": 10,
    }


async def stay_connected(options: dict, publisher: Publisher, session: Session) -> None:
    """Renews the token of a connection, and connects again when it is lost, until it is cancelled."""
    failures = 0
    while True:
        opened = time.monotonic()
        renewing = asyncio.create_task(session.renew())
        try:
            problem = f"connection lost: {reason(await session.lost)}"
        finally:
            renewing.cancel()
            await session.connection.close()
        if time.monotonic() - opened >= STEADY:
            failures = 0
        while session.lost.done():
            wait = retry_after(failures)
            failures += 1
            say(f"{problem}; again in {wait:.1f} s")
            await asyncio.sleep(wait)
            try:
                session = await Session.open(options, publisher)
            except (NoToken, *LOST) as error:
                problem = f"no connection: {reason(error)}"
        say("connected again")


async def main() -> None:
    """Connects, and publishes until a signal ends it."""
    options, publisher, stopping = address(), Publisher(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(on_leftover)

    def stop() -> None:
        stopping.set()
        # The broker may be gone, and confirm nothing more.
        loop.call_later(LAST, lambda: end(publisher.unconfirmed))

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
    try:
        session = await Session.open(options, publisher)
    except (NoToken, *LOST) as error:
        # Something is set up wrongly, and waiting does not mend it.
        sys.exit(f"no connection: {reason(error)}")
    say("connected")
    connected = asyncio.create_task(stay_connected(options, publisher, session))
    number = 0
    while not stopping.is_set():
        number += 1
        await publisher.publish(number)
        try:
            await asyncio.wait_for(stopping.wait(), INTERVAL)
        except asyncio.TimeoutError:
            pass
    await publisher.all_confirmed()
    connected.cancel()
    await asyncio.wait([connected])
    end(publisher.unconfirmed)


if __name__ == "__main__":
    asyncio.run(main())
