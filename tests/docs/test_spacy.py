"""The page on spaCy is true: its samples run as they stand, and what is exported is what is labelled."""

from __future__ import annotations

import contextlib
import io
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from contract_scan.cli.main import main
from contract_scan.labelled import training_agreements
from docs import notebook
from tests.conftest import ROOT

#: Imported by those tests that are run, and not to collect them all: it takes seconds.
pytestmark = pytest.mark.skipif(find_spec("spacy") is None, reason="the extra `names` is not installed")
PAGE = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ran() -> tuple[dict[str, object], str]:
    """The names that the samples make, run in order, and what they print."""
    names: dict[str, object] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for sample in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
            exec(sample, names)
    return names, printed.getvalue()


def test_the_samples_run_and_print_what_the_page_says(ran: tuple[dict[str, object], str]) -> None:
    """As they stand."""
    expected = re.search(r"```\n(publication_restriction .*?)```", PAGE, re.DOTALL)

    assert expected
    for line in expected.group(1).splitlines():
        assert line in ran[1]
    assert "publication_restriction" in ran[1].splitlines()[-1]


def test_the_notebook_prints_what_stands_in_it() -> None:
    """Cell by cell, run in order."""
    [place] = notebook.NOTEBOOKS

    assert "publication.approval" in place.read_text(encoding="utf-8")
    assert place.read_text(encoding="utf-8") == notebook.written(notebook.ran(place))


def test_a_span_is_the_finding_on_the_users_own_tokens() -> None:
    """A line a paragraph, whatever else the pipeline does; another span is none of ours."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("contract_scan", config={"installed": False})
    text = "Recitals.\n\nPartner keeps the existence of this Agreement secret for two years.\n"
    doc = nlp(text)
    secret = [span for span in doc.spans["contract_scan"] if span.label_ == "secrecy"]

    assert secret
    assert "Partner keeps" in secret[0].text
    assert text == doc.text
    assert secret[0]._.contract_scan["rule"] == secret[0].id_
    assert "sure" == secret[0]._.contract_scan["certainty"]
    assert doc[0:1]._.contract_scan is None
    assert [] == doc.spans["contract_scan"].attrs["failures"]


def test_labelled_agreements_are_exported_for_training(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each labelled sentence is a span of its kind; nothing that is sealed is among them."""
    import spacy
    from spacy.tokens import DocBin

    source = ROOT / "fixtures" / "agreements" / "e1"
    main(["corpus", "export", str(source), "--spacy", str(tmp_path), "--lang", "en"])
    docs = list(DocBin(store_user_data=True).from_disk(tmp_path / "en.spacy").get_docs(spacy.blank("en").vocab))
    wanted = [
        (mark.kind, " ".join(line.text.split()))
        for one in training_agreements(source)
        for line in one.lines
        for mark in line.marks
        if not mark.doubt
    ]

    assert sorted(wanted) == sorted(
        (span.label_, " ".join(span.text.split())) for doc in docs for span in doc.spans["sc"]
    )
    assert {"e1"} == {doc.user_data["hand"] for doc in docs}
    assert f"labels: {len(wanted)}" in capsys.readouterr().out


def test_a_folder_without_labelled_agreements_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do."""
    with pytest.raises(SystemExit) as ended:
        main(["corpus", "export", str(tmp_path), "--spacy", str(tmp_path / "out"), "--lang", "nl"])

    assert 2 == ended.value.code
    assert "gelabelde overeenkomsten" in capsys.readouterr().err
