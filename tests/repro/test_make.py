"""A masked document: the smallest in which a finding still shows, with tracked changes and formatting, and no secret."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from contract_scan.dossier import dossier_of
from contract_scan.read import read_bytes
from contract_scan.read.request import ReadRequest
from contract_scan.repro.make import Reproduction, ReproError, finding_of, for_finding, for_words
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from contract_scan.testing import agreement_file
from tests.conftest import FIXTURES

CLAUSE = "Zwartbaard publiceert de Resultaten niet zonder voorafgaande schriftelijke toestemming van Partner."


def scanned(data: bytes, name: str, setup: Setup) -> tuple[ReadRequest, Scan]:
    """Read and scan."""
    return ReadRequest(name, data), scan_document(read_bytes(data, name, setup.readers), setup)


def reproduced(data: bytes, name: str, setup: Setup, rule: str) -> Reproduction:
    """Make the masked document of the first finding of a rule."""
    request, scan = scanned(data, name, setup)
    finding = next(f for f in scan.findings if f.rule == rule)
    return for_finding(request, scan, setup, finding, [])


def everything_in(data: bytes) -> str:
    """Return all that a Word file holds, file by file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize(
    "name", ["en-nda.md", "nl-leerstoel.docx", "nl-en-tweetalig.docx", "en-scholarship-agreement.pdf"]
)
def test_the_rule_fires_on_the_masked_document_or_it_is_said_which_words_it_needs(name: str, setup: Setup) -> None:
    """For the findings of rules in every format."""
    request, scan = scanned((FIXTURES / name).read_bytes(), name, setup)
    for number in range(1, len(scan.findings) + 1, 7):
        made = for_finding(request, scan, setup, scan.findings[number - 1], [])
        again = scan_document(read_bytes(made.data, f"x{made.suffix}", setup.readers), setup)

        assert made.reproduces == (scan.findings[number - 1].rule in {f.rule for f in again.findings}) or made.needed
        assert len(made.document.blocks) <= len(scan.document.blocks)


def test_tracked_changes_stay_with_other_names(setup: Setup) -> None:
    """Both views are there, and the author is another."""
    data = agreement_file(CLAUSE, clause="7", language="nl", inserted_by="Xenia Zwartbaard")
    made = reproduced(data, "a.docx", setup, "publication.approval")

    assert made.reproduces
    assert made.document.original is not None
    assert "toestemming" in made.document.text
    assert "toestemming" not in made.document.original.text
    assert ".docx" == made.suffix
    for secret in ("Zwartbaard", "Xenia", "2026-01-02", "Universiteit Ergens", "docProps"):
        assert secret not in everything_in(made.data)


def test_a_deleted_safeguard_can_be_shown(setup: Setup) -> None:
    """What stands in the original alone."""
    freedom = "De Universiteit is vrij de Resultaten zonder vertraging te publiceren."
    data = agreement_file(freedom, language="nl", deleted_by="Xenia Zwartbaard")
    made = reproduced(data, "a.docx", setup, "publication.freedom")

    assert made.reproduces
    assert "publiceren" not in made.document.text


def formatted() -> bytes:
    """Write a Word file with much that could give somebody away."""
    word = docx.Document()
    word.core_properties.author = "Xenia Zwartbaard"
    word.styles.add_style("Zwartbaard Clause", 1)
    word.sections[0].header.paragraphs[0].text = "Zwartbaard confidential 4711"
    word.add_heading("Publication of Zwartbaard", 1)
    clause = word.add_paragraph("", style="Zwartbaard Clause")
    clause.add_run("Zwart").bold = True
    clause.add_run("baard shall not publish the Results without the prior written consent of Partner.")
    word.add_paragraph("Zwartbaard pays 4711 euro to Xenia.")
    word.add_table(1, 1).cell(0, 0).text = "Zwartbaard 4711"
    word.add_comment(runs=clause.runs, text="Xenia wants this gone", author="Xenia Zwartbaard", initials="XZ")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_only_what_is_needed_leaves_with_its_formatting(setup: Setup) -> None:
    """Bold stays bold; other paragraphs, headers, comments, properties and names of styles do not leave."""
    made = reproduced(formatted(), "a.docx", setup, "publication.approval")
    whole = everything_in(made.data)
    word = docx.Document(io.BytesIO(made.data))

    assert made.reproduces
    assert 2 == len([p for p in word.paragraphs if p.text])
    assert [True, None] == [run.bold for run in word.paragraphs[1].runs if run.text]
    for secret in ("wartbaard", "Zwart", "Xenia", "4711", "XZ", "gone"):
        assert secret not in whole


def test_the_same_document_gives_the_same_bytes(setup: Setup) -> None:
    """As everything here does."""
    data = formatted()

    assert (
        reproduced(data, "a.docx", setup, "publication.approval").data
        == reproduced(data, "a.docx", setup, "publication.approval").data
    )


def test_a_miss_is_shown_by_its_words(setup: Setup) -> None:
    """The same rules, or none, fire on the masked passage."""
    words = "Zwartbaard frowns upon chatting."
    request, scan = scanned(f"# 1. Manners\n\n1.1 {words}\n\n1.2 Tea is served.".encode(), "a.md", setup)
    made = for_words(request, scan, setup, "frowns\nupon  chatting", [])

    assert made.reproduces
    assert made.before == made.rules
    assert "frowns upon chatting" in made.document.text
    assert "Zwartbaard" not in made.document.text
    assert "Tea" not in made.document.text


def test_definitions_and_lead_ins_come_along(setup: Setup) -> None:
    """What a clause rests on is kept, and nothing else."""
    text = (
        "# 1. Definitions\n\n1.1 “Results” means all data.\n\n1.2 “Tea” means a drink.\n\n"
        "# 2. Publication\n\n2.1 Partner shall not:\n\n(a) publish the Results without consent;\n\n(b) sing.\n"
    )
    request, scan = scanned(text.encode(), "a.md", setup)
    finding = next(f for f in scan.findings if "publish the" in f.quote)
    left = for_finding(request, scan, setup, finding, []).document.text

    for part in ("Definitions", "means all data", "Publication", "shall not:", "(a) publish"):
        assert part in left
    assert "drink" not in left
    assert "sing" not in left


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_finding_that_is_not_there_is_one_sentence(setup: Setup, number: int) -> None:
    """Which says how many there are."""
    _, scan = scanned((FIXTURES / "en-nda.md").read_bytes(), "en-nda.md", setup)
    with pytest.raises(ReproError) as caught:
        finding_of(scan, number)
    assert str(max(map(dossier_of(scan).number, scan.findings))) in caught.value.sentence("nl")


def test_a_finding_has_the_number_that_the_reports_give_it(setup: Setup) -> None:
    """Findings on one quote share it; then the first is meant, or that of a rule."""
    _, scan = scanned((FIXTURES / "en-nda.md").read_bytes(), "en-nda.md", setup)
    dossier = dossier_of(scan)

    assert len({dossier.number(finding) for finding in scan.findings}) < len(scan.findings)
    for finding in scan.findings:
        number = dossier.number(finding)
        assert number == dossier.number(finding_of(scan, number))
        assert finding.rule == finding_of(scan, number, finding.rule).rule


def test_words_that_do_not_stand_there_are_refused(setup: Setup) -> None:
    """Without repeating them."""
    request, scan = scanned(b"Tea is served.", "a.md", setup)
    with pytest.raises(ReproError) as caught:
        for_words(request, scan, setup, "Zwartbaard", [])
    assert "Zwartbaard" not in caught.value.sentence("en")
