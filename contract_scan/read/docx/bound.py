"""Content controls tied to data in the file: on opening Word shows the data, whatever the control holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from contract_scan.read.docx.names import SDT, SDTPR, w

_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_PROPERTIES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_TEXT = (w("t"), w("delText"))


def differing(body: etree._Element, data: Sequence[etree._Element]) -> Iterator[str]:
    """Yield what the data say that differs from what the controls tied to them hold."""
    for control in body.iter(SDT) if data else ():
        binding = control.find(f"{SDTPR}/{w('dataBinding')}")
        if binding is None:
            continue
        held = "".join(text.text or "" for text in control.iter(*_TEXT))
        said = next(filter(None, (_said(binding, root) for root in data)), "")
        if said and "".join(said.split()) != "".join(held.split()):
            yield said


def _said(binding: etree._Element, root: etree._Element) -> str:
    """Return the text that a binding names in some data; "" where it names nothing there."""
    names = {**_PROPERTIES, **dict(_PREFIX.findall(binding.get(w("prefixMappings")) or ""))}
    path = (binding.get(w("xpath")) or "").replace("/ns0:coreProperties", "/cp:coreProperties")
    try:
        found = root.getroottree().xpath(path, namespaces={k: v for k, v in names.items() if k and v})
    except (etree.XPathError, ValueError, TypeError):
        return ""
    first = found[0] if isinstance(found, list) and found else None
    if first is None:
        return ""
    return " ".join(("".join(map(str, first.itertext())) if isinstance(first, etree._Element) else str(first)).split())
