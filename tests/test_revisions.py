"""What was inserted, deleted or changed between the two views of one draft."""

from __future__ import annotations

from contract_scan.document import Block, Document, DocumentBuilder, Mark, Source, Span
from contract_scan.finding import Finding
from contract_scan.revisions import merge_views

SOURCE = Source("x.docx", "0" * 64, "docx")


def view(name: str, texts: list[str], marks: dict[int, Mark], original: Document | None = None) -> Document:
    """Make a view of paragraphs, the same paragraph having the same origin in both views."""
    builder = DocumentBuilder(name)  # type: ignore[arg-type]
    for origin, text in enumerate(texts):
        if text:
            builder.add(
                Block("paragraph", Span(0, 0), origin=(origin,)), text, [marks[origin]] if origin in marks else []
            )
    return builder.build(SOURCE, original=original)


def found(document: Document, quote: str, rule: str = "publication.approval") -> Finding:
    """Make a finding on a quote."""
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    return Finding("publication_restriction", span, quote, rule, view=document.view)


def test_a_clause_only_the_current_view_has_was_inserted_by_its_author() -> None:
    """By whom and when is told by the tracked change."""
    mark = Mark("inserted", Span(0, 20), "Li Wei", "2026-01-03")
    original = view("original", ["Free.", ""], {})
    document = view("current", ["Free.", "No publication at all."], {1: mark}, original)

    [finding] = merge_views(document, [[found(document, "No publication at all.")], []])

    assert finding.revision is not None
    assert ("inserted", "Li Wei", "2026-01-03") == (
        finding.revision.kind,
        finding.revision.author,
        finding.revision.date,
    )


def test_a_safeguard_only_the_original_has_is_a_deleted_finding() -> None:
    """It quotes the original view, and says who deleted it."""
    mark = Mark("deleted", Span(0, 8), "Li Wei", "2026-01-03")
    original = view("original", ["Free to publish."], {0: mark})
    document = view("current", [""], {}, original)

    [finding] = merge_views(document, [[], [found(original, "Free to publish.", "publication.freedom")]])

    assert "original" == finding.view
    assert finding.revision is not None
    assert ("deleted", "Li Wei") == (finding.revision.kind, finding.revision.author)


def test_the_same_rule_on_other_words_of_the_same_paragraph_was_changed() -> None:
    """The finding says what it read before."""
    mark = Mark("inserted", Span(10, 18), "Li Wei")
    original = view("original", ["Delay is 30 days."], {})
    document = view("current", ["Delay is 18 months."], {0: mark}, original)

    [finding] = merge_views(
        document, [[found(document, "Delay is 18 months.")], [found(original, "Delay is 30 days.")]]
    )

    assert finding.revision is not None
    assert ("changed", "Delay is 30 days.") == (finding.revision.kind, finding.revision.other)


def test_what_both_views_say_was_not_revised() -> None:
    """An untouched clause stays an untouched clause, however many others changed."""
    original = view("original", ["Same.", "Old."], {})
    document = view("current", ["Same.", "New."], {}, original)

    [finding] = merge_views(document, [[found(document, "Same.")], [found(original, "Same.")]])

    assert finding.revision is None
