"""Runs an application on this machine alone: the only module that knows a web server."""

import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, Final

from waitress.server import create_server

_MOST_BYTES: Final = 8_000_000
"""Above this the server itself refuses; from a little above what a file may have, the application does, in a line."""
_IN_MEMORY: Final = 64_000_000
"""Below so many bytes the server puts neither what comes nor what goes into a file on the disk."""
_THREADS: Final = 4
_QUEUE: Final = 128
_FORGETS_EVERY: Final = 60.0
_TRIES: Final = 20


def local_sockets() -> list[socket.socket]:
    """Give sockets on 127.0.0.1 and, where there is one, on ::1, at the same port, which the system chooses."""
    for _ in range(_TRIES):
        first = _bound(socket.AF_INET, "127.0.0.1", 0)
        try:
            return [first, _bound(socket.AF_INET6, "::1", first.getsockname()[1])]
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return [first]
            first.close()
    return [_bound(socket.AF_INET, "127.0.0.1", 0)]


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.bind((address, port))
        # whoever follows the address at once waits until the server takes over
        made.listen(_QUEUE)
    except OSError:
        made.close()
        raise
    return made


@contextmanager
def interruption() -> Iterator[Callable[[], object]]:
    """Within it Ctrl-C raises nothing; what it gives waits for it.

    Raised, it could land where Python drops it (in a weak reference's callback), and the page would stay.
    """
    asked: SimpleQueue[int] = SimpleQueue()
    before = signal.signal(signal.SIGINT, lambda number, _: asked.put(number))
    try:
        yield asked.get
    finally:
        signal.signal(signal.SIGINT, before)


def serve(
    app: Callable[..., Any],
    sockets: Sequence[socket.socket],
    forget_idle: Callable[[], None],
    until: Callable[[], object],
) -> None:
    """Serve until `until` returns; meanwhile `forget_idle` is called every minute."""
    # a queue that grows for a moment is no news for whoever looks at the terminal
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    server = create_server(
        app,
        sockets=list(sockets),
        threads=_THREADS,
        max_request_body_size=_MOST_BYTES,
        inbuf_overflow=_IN_MEMORY,
        outbuf_overflow=_IN_MEMORY,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    ended = threading.Event()
    threading.Thread(target=_forgetting, args=(ended, forget_idle), daemon=True).start()
    threading.Thread(target=server.run, daemon=True).start()
    try:
        until()
    finally:
        ended.set()
        server.task_dispatcher.shutdown(timeout=1)


def _forgetting(ended: threading.Event, forget_idle: Callable[[], None]) -> None:
    while not ended.wait(_FORGETS_EVERY):
        forget_idle()
