"""The reader: every clause of a view is asked about, and what holds of the answers is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from contract_scan import Document, Finding, Span
from contract_scan.errors import ModelError
from contract_scan_model_reader.answer import Answer, Proposal, answer_in
from contract_scan_model_reader.clauses import clauses_of
from contract_scan_model_reader.endpoint import UnansweredError, ask
from contract_scan_model_reader.kept import file_for, keep, kept
from contract_scan_model_reader.prompt import prompt
from contract_scan_model_reader.settings import Settings, settings_from


@dataclass(slots=True)
class Tally:
    """How the clauses of one view fared; `late` were not asked about for want of time."""

    clauses: int = 0
    late: int = 0
    unanswered: int = 0
    dropped: int = 0

    @property
    def whole(self) -> bool:
        """Whether every clause was answered and nothing of an answer dropped."""
        return not (self.late or self.unanswered or self.dropped)


class ModelReader:
    """Proposes what a model says of each clause: possible, in the clause's own words, never in place of anything."""

    name = "model_reader"
    questions: tuple[str, ...] = ()
    after: tuple[str, ...] = ("derived",)
    only_proposes = True

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._settings: Settings | None = None
        self._problem: ModelError | None = None
        try:
            self._settings = settings_from(environment)
        except ModelError as error:
            self._problem = error

    @property
    def models(self) -> Mapping[str, str]:
        """The model by name, with the digest of what it is asked and the host that it is on."""
        if self._settings is None:
            return {}
        return {self._settings.model: f"(prompt {prompt().digest[:12]}) @ {self._settings.host}"}

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield what the model proposes and is not found yet; then raise `ModelError` if some of it is missing."""
        if self._settings is None:
            raise self._problem or ModelError("model_reader_setting", name=self.name, setting="")
        settings, tally = self._settings, Tally()
        end = monotonic() + settings.seconds_in_all
        for span in clauses_of(document):
            tally.clauses += 1
            answer = _answer(settings, document.quote(span), end, tally)
            tally.dropped += answer.dropped
            for proposal in answer.proposals:
                found = _finding(settings, document, span, proposal)
                if not any(f.kind == found.kind and f.span.overlaps(found.span) for f in findings):
                    yield found
        if not tally.whole:
            raise _incomplete(settings, tally)


def _answer(settings: Settings, clause: str, end: float, tally: Tally) -> Answer:
    """Return the answer on a clause, kept or asked for; an empty one, and a tally of why, where there is none."""
    asked = prompt()
    path = file_for(settings.model, asked.digest, clause)
    known = kept(path, clause, asked.questions)
    if known is not None:
        return known
    left = end - monotonic()
    if left <= 0:
        tally.late += 1
        return Answer()
    try:
        said = ask(settings, asked.text, clause, min(settings.seconds, left))
        answer = answer_in(said, clause, asked.questions)
    except UnansweredError:
        tally.unanswered += 1
        return Answer()
    keep(path, answer)
    return answer


def _finding(settings: Settings, document: Document, clause: Span, proposal: Proposal) -> Finding:
    span = Span(clause.start + proposal.start, clause.start + proposal.end)
    return Finding(
        kind=proposal.kind,
        span=span,
        quote=document.quote(span),
        rule=f"model_reader.{proposal.kind}",
        view=document.view,
        questions=proposal.questions,
        attributes={"model": settings.model if settings.here else f"{settings.model} @ {settings.host}"},
        certainty="possible",
        doubts=("model_reader",) if settings.here else ("model_reader", "model_reader_other_host"),
    )


def _incomplete(settings: Settings, tally: Tally) -> ModelError:
    return ModelError(
        "model_reader_incomplete" if tally.late or tally.unanswered else "model_reader_dropped",
        name=settings.model,
        host=settings.host,
        clauses=tally.clauses,
        late=tally.late,
        unanswered=tally.unanswered,
        dropped=tally.dropped,
    )
