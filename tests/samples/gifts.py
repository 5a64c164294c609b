import re
from collections.abc import Iterable

from contract_scan import Document, Gift, Span, hookimpl


class InternalGrants:
    """Reads "charged to KP-1234" as a grant of the house's own fund, which numbers its grants so."""

    name = "example.internal_grants"
    questions = ("4.1",)

    def propose(self, document: Document) -> Iterable[Gift]:
        for match in re.finditer(r"charged to KP-\d{4}", document.text):
            yield Gift(Span(*match.span()), giver="House Research Fund")


@hookimpl
def gifts() -> list[InternalGrants]:
    return [InternalGrants()]
