"""Publication delays longer than our policy allows."""

import re
from collections.abc import Iterable

from contract_scan import Document, Finding, Span, find_facts

#: Our policy: publication is never delayed for longer than this many months.
MONTHS = 6


class LongDelay:
    """Finds sentences that delay publication for longer than our policy allows."""

    name = "example_university.long_delay"
    questions = ("5.1",)

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each paragraph about publishing with a period over the limit."""
        for block in document.blocks:
            text = document.quote(block.span)
            if not re.search(r"publi[sc]", text, re.IGNORECASE):
                continue
            for fact in find_facts(text, block.language, ["period"], block.span.start):
                months = re.fullmatch(r"P(\d+)M", fact.value)
                if months and int(months.group(1)) > MONTHS:
                    yield Finding(
                        kind="publication_restriction",
                        span=Span(block.span.start, block.span.end),
                        quote=text,
                        rule="example_university.long_delay",
                        attributes={"kind": "delay", "period": fact.value},
                        marked=(fact.span,),
                    )
