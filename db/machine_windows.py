"""The machine secret under DPAPI in machine scope.

Credential Manager would be wrong: it belongs to one Windows user, and a counter is shared. In machine scope every
program on this computer may ask DPAPI, so the blob lies in a folder whose rights admit the service account only.
"""

import ctypes
import secrets
import sys
from pathlib import Path

from branch_app.domain.errors import FileForeign
from db.atomic_file import write_new
from db.machine import read_secret_file
from db.sealing import KEY_BYTES

_NO_WINDOW = 0x1
_MACHINE_SCOPE = 0x4


class _Blob(ctypes.Structure):
    """DATA_BLOB of dpapi.h."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.c_void_p))


if sys.platform == "win32":

    class DpapiSecret:
        """A blob that only this computer can open."""

        def __init__(self, path: Path) -> None:
            self._path = path

        def create(self) -> None:
            """Make one; an existing one stays."""
            crypt32 = ctypes.WinDLL("crypt32", use_last_error=True)
            try:
                write_new(self._path, _through(crypt32.CryptProtectData, secrets.token_bytes(KEY_BYTES)))
            except FileExistsError:
                return

        def read(self) -> bytes:
            """32 bytes.

            Raises:
                KeyMissing: never made here.
                FileForeign: made on another computer, or altered.
            """
            crypt32 = ctypes.WinDLL("crypt32", use_last_error=True)
            try:
                return _through(crypt32.CryptUnprotectData, read_secret_file(self._path))
            except OSError as error:
                raise FileForeign(file=self._path.name) from error

    def _through(function: ctypes._NamedFuncPointer, data: bytes) -> bytes:
        """Call CryptProtectData or CryptUnprotectData; the answer is copied before it is freed."""
        buffer = ctypes.create_string_buffer(data, len(data))
        given = _Blob(len(data), ctypes.cast(buffer, ctypes.c_void_p))
        answer = _Blob()
        function.restype = ctypes.c_int
        flags = ctypes.c_uint32(_NO_WINDOW | _MACHINE_SCOPE)
        if not function(ctypes.byref(given), None, None, None, None, flags, ctypes.byref(answer)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            return ctypes.string_at(answer.data or 0, answer.size)
        finally:
            kernel32 = ctypes.WinDLL("kernel32")
            kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
            kernel32.LocalFree(answer.data)
