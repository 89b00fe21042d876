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
    document.info = _information(title, issued)
    document.Catalog = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Catalog"),
            "Pages": document.Reference(document.Pages),
            "Metadata": document.Reference(_metadata(title, issued)),
            "OutputIntents": pdfdoc.PDFArray([_intent(document)]),
        }
    )


def _information(title: str, issued: date) -> pdfdoc.PDFDictionary:
    """The old form of metadata: readers without XMP show it."""
    day = pdfdoc.PDFString(f"D:{issued:%Y%m%d}")
    made = pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(title), "CreationDate": day})
    made.digest = lambda identifier: identifier.update(title.encode())  # for the file's identifier
    return made


def _metadata(title: str, issued: date) -> pdfdoc.PDFStream:
    xmp = _XMP.format(title=escape(title), date=issued.isoformat()).encode()
    stream = pdfdoc.PDFStream(content=xmp, filters=[])
    stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    return stream


def _intent(document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
    profile = pdfdoc.PDFStream(content=press_profile(), filters=[])
    profile.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    profile.dictionary["N"] = 4
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("Custom"),
            "Info": pdfdoc.PDFString("Four-colour press"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
