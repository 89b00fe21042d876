"""The rules of PDF/A-2b (ISO 19005-2) that our files could break, read off the file by qpdf.

Not a validator of the whole format: veraPDF, which is one, comes from no registry that the project uses (docs/adr).
Each rule names its clause.
"""

import base64
import json
import re
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

_FORBIDDEN_KEYS = {
    "/Encrypt": "6.1.3",
    "/F": "6.1.7.1",
    "/FFilter": "6.1.7.1",
    "/TR": "6.2.5",
    "/HTP": "6.2.5",
    "/Alternates": "6.2.8",
    "/OPI": "6.2.8",
    "/Ref": "6.2.9",
    "/PS": "6.2.9",
    "/Annots": "6.3",
    "/AcroForm": "6.4",
    "/AA": "6.5",
    "/OpenAction": "6.5",
    "/JavaScript": "6.5",
    "/JS": "6.5",
    "/EmbeddedFiles": "6.8",
    "/OCProperties": "6.9",
    "/PresSteps": "6.10",
    "/Requirements": "6.11",
}
_FILTERS = {
    "/FlateDecode",
    "/ASCII85Decode",
    "/CCITTFaxDecode",
    "/DCTDecode",
    "/JBIG2Decode",
    "/Fl",
    "/A85",
    "/CCF",
}
_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
_RGB = re.compile(rb"(?:^|\s)(?:rg|RG)(?=\s|$)|/(?:DeviceRGB|RGB)\b")


def faults(pdf: bytes) -> list[str]:
    """Clause and subject of every rule that does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        checked = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)
        return [
            *([] if checked.returncode == 0 else ["qpdf --check"]),
            *_bytes(pdf),
            *_dictionaries(_objects(file, "none")),
            *_contents(_objects(file, "all")),
        ]


def _objects(file: Path, level: str) -> dict[str, Any]:
    asked = ["qpdf", "--json=2", "--json-key=qpdf", f"--decode-level={level}", "--json-stream-data=inline", file]
    return dict(json.loads(subprocess.run(asked, capture_output=True, check=False).stdout)["qpdf"][1])


def _bytes(pdf: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header"
    if not re.search(rb"/ID\s*\[\s*<[0-9a-f]{32}>", pdf):
        yield "6.1.3 identifier"
    if not re.search(rb"%%EOF\r?\n?\Z", pdf):
        yield "6.1.3 end of file"


def _dictionaries(objects: dict[str, Any]) -> Iterator[str]:
    for each in _walk(objects):
        yield from (f"{clause} {key}" for key, clause in _FORBIDDEN_KEYS.items() if each.get(key) is not None)
        filters = each.get("/Filter", [])
        if not {*([filters] if isinstance(filters, str) else filters)} <= _FILTERS:
            yield f"6.1.7.2 filter {filters}"
        if each.get("/Interpolate") is True:
            yield "6.2.8 interpolation"


def _walk(part: object) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _walk(inner)


def _contents(objects: dict[str, Any]) -> Iterator[str]:
    """What needs the streams: colours, fonts, metadata, intent."""
    trailer = objects["trailer"]["value"]
    catalogue = _dictionary(objects, trailer["/Root"])
    yield from _intent(objects, catalogue)
    yield from _metadata(objects, catalogue, _dictionary(objects, trailer["/Info"]))
    for each in list(_walk(objects)):
        match each.get("/Type"):
            case "/Page":
                contents = each["/Contents"]
                for stream in contents if isinstance(contents, list) else [contents]:
                    yield from _colours(_data(objects, stream))
            case "/Font" if each["/Subtype"] == "/Type0":
                yield from _font(objects, each)
            case "/Font" if not each["/Subtype"].startswith("/CIDFont"):
                yield f"6.2.11 font {each['/Subtype']}"


def _colours(content: bytes) -> Iterator[str]:
    """The intent is a press, so grey and CMYK stand for something, and RGB for nothing."""
    if _RGB.search(re.sub(rb"\bID\s.*?\sEI\b", b"", content, flags=re.DOTALL)):
        yield "6.2.4.3 RGB"
    if re.search(rb"<(?:[0-9a-f]{4})*?0000(?:[0-9a-f]{4})*>\s*Tj", content):
        yield "6.2.11.8 .notdef"


def _intent(objects: dict[str, Any], catalogue: dict[str, Any]) -> Iterator[str]:
    (intent,) = catalogue["/OutputIntents"]
    profile = _data(objects, intent["/DestOutputProfile"])
    (size,) = struct.unpack_from(">L", profile)
    described = (intent["/S"], size, profile[8], profile[12:16], profile[16:20], profile[36:40])
    if described != ("/GTS_PDFA1", len(profile), 2, b"prtr", b"CMYK", b"acsp"):
        yield "6.2.3 output intent"
    if _dictionary(objects, intent["/DestOutputProfile"])["/N"] != 4:
        yield "6.2.4.2 profile"


def _font(objects: dict[str, Any], font: dict[str, Any]) -> Iterator[str]:
    (reference,) = font["/DescendantFonts"]
    cid = _dictionary(objects, reference)
    descriptor = _dictionary(objects, cid["/FontDescriptor"])
    program = _data(objects, descriptor["/FontFile2"])
    if font["/Encoding"] != "/Identity-H" or cid.get("/CIDToGIDMap") != "/Identity":
        yield "6.2.11.3 CID font"
    if not font["/BaseFont"] == cid["/BaseFont"] == descriptor["/FontName"]:
        yield "6.2.11.2 name"
    start, widths = cid["/W"]
    if start != 0 or any(abs(own - said) > 1 for own, said in zip(_widths(program), widths, strict=True)):
        yield "6.2.11.5 widths"


def _widths(program: bytes) -> list[float]:
    """Advances in thousandths of an em, of a TrueType file with a long metric for each glyph."""
    (count,) = struct.unpack_from(">H", program, 4)
    rows = [struct.unpack_from(">4sLLL", program, 12 + 16 * row) for row in range(count)]
    tables = {tag.decode(): program[at : at + length] for tag, _, at, length in rows}
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
    return [advance * 1000 / units for advance, _ in struct.iter_unpack(">Hh", tables["hmtx"][: 4 * metrics])]


def _metadata(objects: dict[str, Any], catalogue: dict[str, Any], info: dict[str, Any]) -> Iterator[str]:
    reference = catalogue["/Metadata"]
    stream = _dictionary(objects, reference)
    if (stream["/Type"], stream["/Subtype"]) != ("/Metadata", "/XML"):
        yield "6.6.2 metadata"
    packet = _data(objects, reference).decode("utf-8")
    if re.match(r"<\?xpacket[^>]*(?:bytes|encoding)=", packet):
        yield "6.6.2.2 packet"
    described = next(ET.fromstring(packet).iter(f"{{{_NAMES['rdf']}}}Description"))  # noqa: S314 - our own file
    said = {name: described.get(f"{{{_NAMES[space]}}}{name}") for space, name in _SAID}
    if (said["part"], said["conformance"]) != ("2", "B"):
        yield "6.6.4 version"
    title = described.findtext("dc:title/rdf:Alt/rdf:li", namespaces=_NAMES)
    created = datetime.strptime(info["/CreationDate"], "u:D:%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day
    if (info["/Title"], created) != (f"u:{title}", said["CreateDate"]) or info.keys() != _INFORMATION:
        yield "6.6.3 information"


_SAID = (("pdfaid", "part"), ("pdfaid", "conformance"), ("xmp", "CreateDate"))
_INFORMATION = {"/Title", "/CreationDate"}


def _dictionary(objects: dict[str, Any], reference: str) -> dict[str, Any]:
    found = objects[f"obj:{reference}"]
    return dict(found["stream"]["dict"] if "stream" in found else found["value"])


def _data(objects: dict[str, Any], reference: str) -> bytes:
    return base64.b64decode(objects[f"obj:{reference}"]["stream"]["data"])
