"""The door into the network namespace where vpcd listens: run there, it passes connected sockets out.

Started by ``training`` as a program of its own, with one end of a socket pair as standard input: for each byte
received it connects to vpcd and sends the connected socket back, or ``-`` when vpcd does not listen. It ends with
the pair. Nothing but the standard library is imported, so that it starts fast.
"""

import socket
import sys

VPCD_PORT = 35963


def main() -> None:
    """Serve until the other end closes."""
    with socket.socket(fileno=sys.stdin.fileno()) as pair:
        while pair.recv(1):
            try:
                with socket.create_connection(("127.0.0.1", VPCD_PORT)) as line:
                    socket.send_fds(pair, [b"+"], [line.fileno()])
            except OSError:
                pair.send(b"-")


if __name__ == "__main__":
    main()
