"""Candidate names from a spaCy pipeline that the user has installed: proposed where parties are named and sign.

They are `possible`, a kind of their own, and only context: a candidate is no party and changes no answer. Without a
pipeline nothing is contributed, and nothing imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan_builtins.names.pipelines import Pipeline

RULE = "names.candidate"


class CandidateNames:
    """Findings of the kind "name_candidate", from one pipeline, in the blocks that are in its language."""

    questions: tuple[str, ...] = ("1.1",)
    #: Nothing rests on what it finds, so that no question is left unlooked at if it fails.
    only_proposes = True

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self.name = f"names.{pipeline.language or pipeline.name}"

    @property
    def models(self) -> Mapping[str, str]:
        """The pipeline by name, with its version."""
        return {self._pipeline.name: self._pipeline.version}

    def ready(self) -> None:
        """Load the pipeline. Raises `ModelError` with why it cannot be used."""
        from contract_scan_builtins.names.pipelines import entities

        entities(self._pipeline, [])

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield a finding for each name that is no party or funder yet, at its first place. Raises `ModelError`."""
        from contract_scan_builtins.names.candidates import Known, candidates_in
        from contract_scan_builtins.names.pipelines import entities
        from contract_scan_builtins.names.places import likely_places

        places = likely_places(document, findings, self._pipeline.language)
        if not places and not self._pipeline.problem:
            return
        known = Known(findings)
        told = entities(self._pipeline, [document.quote(place.span) for place in places])
        for place, entity in ((p, e) for p, named in zip(places, told, strict=True) for e in named):
            if entity.person and not place.persons:
                continue
            span = Span(place.span.start + entity.start, place.span.start + entity.end)
            for name in candidates_in(document, span, entity.person, place.kind):
                if known.add(name, document.quote(name)):
                    yield self._finding(document, name, "person" if entity.person else "organisation", place.kind)

    def _finding(self, document: Document, span: Span, sort: str, place: str) -> Finding:
        quote = document.quote(span)
        return Finding(
            kind="name_candidate",
            span=span,
            quote=quote,
            rule=RULE,
            view=document.view,
            attributes={
                "name": " ".join(quote.split()),
                "sort": sort,
                "found_in": place,
                "model": f"{self._pipeline.name} {self._pipeline.version}".strip(),
            },
            certainty="possible",
            doubts=("candidate_from_model",),
        )
