"""PDF/A-2b (ISO 19005-2): what a finished file says of itself, job and date and nothing else.

What the format asks of fonts, pictures and colours is kept where those are written; here stand the document's own
dictionaries: metadata twice, as the format demands, and what its colours are meant for.
"""

from datetime import date
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from branch_app.documents.press import press_profile

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="2" pdfaid:conformance="B" xmp:CreateDate="{date}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def make_archival(document: pdfdoc.PDFDocument, title: str, issued: date) -> None:
    """Give a document that is being written these dictionaries in place of the library's own."""
    document.info = _Information(title, issued)
    catalogue = _Catalogue(title, issued)
    catalogue.Pages = document.Pages
    document.Catalog = catalogue


class _Information(pdfdoc.PDFInfo):  # type: ignore[misc]  # the library has no types
    """The old form of metadata: readers without XMP show it."""

    def __init__(self, title: str, issued: date) -> None:
        super().__init__()
        self.title = title
        self._issued = issued

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """For the library."""
        day = pdfdoc.PDFString(f"D:{self._issued:%Y%m%d}")
        return _written({"Title": pdfdoc.PDFString(self.title), "CreationDate": day}, document)


class _Catalogue(pdfdoc.PDFCatalog):  # type: ignore[misc]  # the library has no types
    """The document's root."""

    def __init__(self, title: str, issued: date) -> None:
        xmp = _XMP.format(title=escape(title), date=issued.isoformat()).encode()
        self._metadata = pdfdoc.PDFStream(content=xmp, filters=[])
        self._metadata.dictionary["Type"] = pdfdoc.PDFName("Metadata")
        self._metadata.dictionary["Subtype"] = pdfdoc.PDFName("XML")
        self._profile = pdfdoc.PDFStream(content=press_profile(), filters=[pdfdoc.PDFZCompress])
        self._profile.dictionary["N"] = 4

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """For the library."""
        intent = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": pdfdoc.PDFString("Custom"),
                "Info": pdfdoc.PDFString("Four-colour press"),
                "DestOutputProfile": document.Reference(self._profile),
            }
        )
        entries = {
            "Type": pdfdoc.PDFName("Catalog"),
            "Pages": document.Reference(self.Pages),
            "Metadata": document.Reference(self._metadata),
            "OutputIntents": pdfdoc.PDFArray([intent]),
        }
        return _written(entries, document)


def _written(entries: dict[str, object], document: pdfdoc.PDFDocument) -> bytes:
    return bytes(pdfdoc.PDFDictionary(entries).format(document))
