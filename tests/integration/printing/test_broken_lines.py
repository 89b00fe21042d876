"""A line that breaks: what had left us decides what may be claimed about the paper."""

import socket
import struct
import time
from collections.abc import Callable
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branch_app.domain.errors import PrinterAbsent, PrinterRefused, PrintInDoubt
from branch_app.ports import PrintReport, PrintState
from branch_app.printing.client import IppClient, Patience, PrinterAddress
from branch_app.printing.ipp import Attribute, Group, GroupTag, Message, Value, ValueTag, encode, number, text
from branch_app.printing.ipp_printer import IppPrinter
from branch_app.printing.vocabulary import JobState
from tests.fakes.line import Answer, answering, over_http, sending
from tests.fakes.printing import brisk, paper, ticket

JOB_7 = (Group(GroupTag.JOB, (number("job-id", 7),)),)
JOB_STARTED = encode(Message(0, 1, JOB_7))
NOT_YET = Attribute("time-at-processing", (Value(ValueTag.NO_VALUE, b""),))


def printer_at(address: PrinterAddress, exchange_s: float = 10) -> IppPrinter:
    """Our end of a line to whatever listens there."""
    return IppPrinter("broken", IppClient(address, Patience(2, exchange_s)), brisk(limit_ms=0))


def submitted(answer: Answer, exchange_s: float = 10) -> int:
    """Send one paper to a printer that answers so."""
    with answering(answer) as address:
        return printer_at(address, exchange_s).submit(paper("one"), ticket())


def asked(answer: Answer) -> PrintReport:
    """Ask a printer that answers so about a job."""
    with answering(answer) as address:
        return printer_at(address).report(7, ticket())


def reset(line: socket.socket) -> None:
    """Pull the cable: close with RST."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def ipp_error(status: int) -> bytes:
    """A sound answer that says no."""
    return over_http(encode(Message(status, 1, ())))


def test_a_sound_answer_is_believed() -> None:
    """The job number it names."""
    assert 7 == submitted(sending(over_http(JOB_STARTED)))


def test_nobody_listening_is_an_absent_printer() -> None:
    """The line never stood, nothing was sent."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        printer = printer_at(PrinterAddress("127.0.0.1", closed.getsockname()[1]))
        with pytest.raises(PrinterAbsent):
            printer.submit(paper("one"), ticket())


def test_a_name_nobody_knows_is_an_absent_printer() -> None:
    """A label that is too long for any name server, so no server is asked."""
    with pytest.raises(PrinterAbsent):
        printer_at(PrinterAddress("x" * 64)).submit(paper("one"), ticket())


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(sending(), id="closed without a word"),
        pytest.param(reset, id="reset"),
        pytest.param(sending(over_http(JOB_STARTED)[:-5]), id="half an answer"),
        pytest.param(sending(b"HTTP/1.1 200 OK\r\nContent-Le"), id="half a head"),
        pytest.param(sending(b"\x00\xff" * 500), id="garbage"),
        pytest.param(sending(over_http(b"<html>welcome</html>")), id="a web page"),
        pytest.param(sending(over_http(b"")), id="nothing in it"),
        pytest.param(sending(over_http(JOB_STARTED, "500 Internal Server Error")), id="HTTP 500"),
        pytest.param(sending(over_http(JOB_STARTED, "408 Request Timeout")), id="HTTP 408"),
        pytest.param(sending(over_http(encode(Message(0, 99, JOB_7)))), id="answer to another question"),
        pytest.param(sending(over_http(encode(Message(0, 1, ())))), id="success without a job"),
        pytest.param(sending(ipp_error(0x0500)), id="IPP internal error"),
        pytest.param(sending(over_http(encode(Message(0x0504, 1, JOB_7)))), id="IPP device error with a job"),
        pytest.param(sending(ipp_error(0x0411)), id="IPP document format error"),
        pytest.param(sending(over_http(JOB_STARTED + bytes(2 << 20))), id="far too long"),
        pytest.param(
            sending(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc"),
            id="a chunk of negative size",
        ),
    ],
)
def test_once_bytes_have_left_without_a_sound_answer_the_print_is_in_doubt(answer: Answer) -> None:
    """Never absent, never refused: that would allow a second print."""
    with pytest.raises(PrintInDoubt):
        submitted(answer)


@pytest.mark.parametrize("status", [0x0400, 0x0406, 0x040A, 0x0506, 0x0507])
def test_a_printer_that_says_no_has_printed_nothing(status: int) -> None:
    """By IPP, with its status."""
    with pytest.raises(PrinterRefused) as caught:
        submitted(sending(ipp_error(status)))
    assert {"cause": "ipp", "status": status} == caught.value.facts


@pytest.mark.parametrize("status", ["301 Moved", "401 Unauthorized", "404 Not Found", "413 Too Large"])
def test_a_server_that_says_no_has_printed_nothing(status: str) -> None:
    """By HTTP, with its status."""
    with pytest.raises(PrinterRefused) as caught:
        submitted(sending(over_http(b"", status)))
    assert {"cause": "http", "status": int(status[:3])} == caught.value.facts


def silent(over: Event) -> Answer:
    """Read everything and never answer."""
    return lambda _line: over.wait(20) and None


def trickling(over: Event) -> Answer:
    """One byte now and then, each within any time-out of a single read."""

    def answer(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not over.wait(0.05):
            line.sendall(b"x")

    return answer


@pytest.mark.parametrize("answer", [silent, trickling])
def test_the_whole_exchange_ends_in_time(answer: Callable[[Event], Answer]) -> None:
    """A printer that trickles its answer holds the counter no longer than one that is silent."""
    over, started = Event(), time.monotonic()
    with answering(answer(over)) as address:
        with pytest.raises(PrintInDoubt):
            printer_at(address, exchange_s=0.4).submit(paper("one"), ticket())
        taken = time.monotonic() - started
        over.set()
    assert taken < 5


def test_a_printer_that_does_not_read_ends_in_time_and_in_doubt() -> None:
    """A file larger than the buffers on the way, and nobody takes it."""
    with socket.create_server(("127.0.0.1", 0), backlog=1) as server:
        printer = printer_at(PrinterAddress("127.0.0.1", server.getsockname()[1]), exchange_s=0.4)
        with pytest.raises(PrintInDoubt):
            printer.submit(bytes(32 << 20), ticket())


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(sending(), id="closed without a word"),
        pytest.param(sending(over_http(b"<html>")), id="a web page"),
        pytest.param(sending(over_http(b"", "503 Service Unavailable")), id="HTTP 503"),
        pytest.param(sending(over_http(b"", "404 Not Found")), id="HTTP 404"),
        pytest.param(sending(ipp_error(0x0500)), id="IPP internal error"),
    ],
)
def test_a_question_that_fails_may_be_asked_again(answer: Answer) -> None:
    """Asking moves no paper, so there is nothing to doubt."""
    with pytest.raises(PrinterAbsent):
        asked(answer)


@pytest.mark.parametrize("status", [0x0406, 0x0407])
def test_a_job_that_is_not_found_or_gone_is_unknown(status: int) -> None:
    """Printers say either."""
    assert PrintReport(PrintState.UNKNOWN, ("not-in-history",)) == asked(sending(ipp_error(status)))


def test_a_job_whose_name_the_printer_withholds_is_unknown() -> None:
    """It may be anybody's."""
    job = Group(GroupTag.JOB, (number("job-state", JobState.COMPLETED), number("job-impressions-completed", 2)))
    assert PrintState.UNKNOWN is asked(sending(over_http(encode(Message(0, 1, (job,)))))).state


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        pytest.param((NOT_YET,), PrintState.NOT_PRINTED, id="never began"),
        pytest.param((number("time-at-processing", 5),), PrintState.UNKNOWN, id="began"),
        pytest.param((), PrintState.UNKNOWN, id="does not say"),
    ],
)
def test_a_job_cancelled_in_the_queue_printed_nothing(begun: tuple[Attribute, ...], expected: PrintState) -> None:
    """Only where the printer says that it never began."""
    told = (
        text(ValueTag.NAME, "job-name", ticket().name),
        number("job-state", JobState.CANCELED),
        number("job-impressions-completed", 0),
        *begun,
    )
    answer = sending(over_http(encode(Message(0, 1, (Group(GroupTag.JOB, told),)))))
    assert expected is asked(answer).state


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ((), ()),
        (("stopped",), (number("printer-state", 5),)),
        (
            ("cover-open",),
            (number("printer-state", 5), text(ValueTag.KEYWORD, "printer-state-reasons", "cover-open")),
        ),
        (("not-accepting-jobs",), (Attribute("printer-is-accepting-jobs", (Value(ValueTag.BOOLEAN, b"\0"),)),)),
        (("media-not-supported",), (text(ValueTag.KEYWORD, "media-supported", "na_letter_8.5x11in"),)),
        (("sides-not-supported",), (text(ValueTag.KEYWORD, "sides-supported", "one-sided"),)),
        (("document-format-not-supported",), (text(ValueTag.MIME_TYPE, "document-format-supported", "image/urf"),)),
    ],
)
def test_a_printer_that_cannot_take_our_papers_says_why(
    expected: tuple[str, ...], told: tuple[Attribute, ...]
) -> None:
    """Before anybody pays; what it does not mention is no obstacle."""
    answer = sending(over_http(encode(Message(0, 1, (Group(GroupTag.PRINTER, told),)))))
    with answering(answer) as address:
        assert expected == printer_at(address).problems()


def test_a_job_in_no_known_state_is_asked_about_again() -> None:
    """Nothing is concluded from a word that IPP does not have."""
    job = Group(GroupTag.JOB, (text(ValueTag.NAME, "job-name", ticket().name), number("job-state", 42)))
    with pytest.raises(PrinterAbsent):
        asked(sending(over_http(encode(Message(0, 1, (job,))))))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n\x02\x00"]), st.binary(max_size=200))
def test_whatever_is_answered_only_our_errors_come_out(start: bytes, rest: bytes) -> None:
    """Any bytes on the line are a job number or a print error."""
    try:
        submitted(sending(start + rest))
    except (PrintInDoubt, PrinterRefused):
        return
    pytest.fail("random bytes are no sound answer")
