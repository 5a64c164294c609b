"""Publication delays longer than our policy allows."""

from collections.abc import Iterable

from contract_scan import Finding, Reading, exceeds

#: Our policy: publication is never delayed for longer than this.
LIMIT = "6 months"


class LongDelay:
    """Finds sentences that delay publication for longer than our policy allows."""

    name = "example_university.long_delay"
    questions = ("5.1",)

    def check(self, reading: Reading) -> Iterable[Finding]:
        """Yield a finding for each sentence that lets publication wait for longer than the limit."""
        for sentence in reading.sentences:
            if not {"PUBLISH", "WAIT"} <= set(sentence.concepts):
                continue
            longer = [fact for fact in sentence.facts("period") if exceeds(fact.value, LIMIT)]
            if longer and not reading.is_negated(longer[0].span):
                attributes = {"kind": "delay", "period": longer[0].value}
                rule = "example_university.long_delay"
                yield reading.finding(sentence, "publication_restriction", rule, facts=longer, attributes=attributes)
