"""What every request to a printer begins with."""

from typing import Final

from branch_app.printing.ipp import Attribute, Group, GroupTag, ValueTag, text

PDF: Final = "application/pdf"
A4: Final = "iso_a4_210x297mm"
A5: Final = "iso_a5_148x210mm"
"""Media names (PWG 5101.1)."""
_USER: Final = "madoguchi"


def operation(printer: str, *attributes: Attribute) -> Group:
    """Operation attributes for the printer of that URI, in the order RFC 8011 asks for."""
    return Group(
        GroupTag.OPERATION,
        (
            text(ValueTag.CHARSET, "attributes-charset", "utf-8"),
            text(ValueTag.LANGUAGE, "attributes-natural-language", "en"),
            text(ValueTag.URI, "printer-uri", printer),
            *attributes,
            text(ValueTag.NAME, "requesting-user-name", _USER),
        ),
    )


def named(job: str) -> tuple[Attribute, Attribute]:
    """What a PDF is sent under."""
    return text(ValueTag.NAME, "job-name", job), text(ValueTag.MIME_TYPE, "document-format", PDF)
