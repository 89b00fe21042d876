"""A server that answers what a test wants, byte for byte, under central's own certificate."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sync.central.trust.authority import Line


@contextmanager
def hostile_server(line: Line, answer: bytes) -> Iterator[str]:
    """URL of a server that reads a request, writes ``answer`` and hangs up."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(line.certificate, line.key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, context, answer))
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(listening: socket.socket, context: ssl.SSLContext, answer: bytes) -> None:
    while True:
        try:
            raw, _ = listening.accept()
        except OSError:
            return
        with suppress(OSError), context.wrap_socket(raw, server_side=True) as connection:
            _read_request(connection)
            connection.sendall(answer)


def _read_request(connection: ssl.SSLSocket) -> None:
    """Headers and body, so that the client never sees a reset while it is still sending."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    wanted = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < wanted:
        body += connection.recv(65_536)
