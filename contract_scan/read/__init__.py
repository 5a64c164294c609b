"""Reading: from a file, whatever its format, to documents. Readers are plugins' contributions."""

from contract_scan.read.entry import read, read_all, read_all_bytes, read_bytes
from contract_scan.read.failures import FileError
from contract_scan.read.request import Limits, ReadRequest

__all__ = ["FileError", "Limits", "ReadRequest", "read", "read_all", "read_all_bytes", "read_bytes"]
