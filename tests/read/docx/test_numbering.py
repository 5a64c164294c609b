"""Printed clause numbers are those that Word prints; LibreOffice, where it is installed, is the judge of that."""

import shutil
import subprocess

import pytest

from contract_scan.read.structure.formats import written

CONTRACT = (("decimal", "Artikel %1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))


def numbers(document):
    return [b.number for b in document.blocks]


def items(word, *levels):
    return "".join(word.item(f"text {i}", level) for i, level in enumerate(levels))


def with_overrides(word):
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    second = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{start}</w:num>'
    body = word.item("a", 0) + word.item("b", 1) + word.item("c", 0, 2) + word.item("d", 1, 2) + word.item("e", 0, 2)
    return body, word.numbering(*CONTRACT, extra=second)


def legal(word):
    numbering = word.numbering(("upperRoman", "%1."), ("decimal", "%1.%2"))
    return items(word, 0, 1, 0, 1, 1), numbering.replace(
        '<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>'
    )


def never_restarting(word):
    numbering = word.numbering(("decimal", "%1."), ("decimal", "Lid %2"))
    return items(word, 0, 1, 0, 1, 1), numbering.replace(
        '<w:lvlText w:val="Lid %2"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="Lid %2"/>'
    )


CASES = {
    "levels": lambda word: (items(word, 0, 1, 1, 2, 2, 3, 3, 2, 1, 0, 1, 2), word.numbering(*CONTRACT)),
    "start override": with_overrides,
    "legal": legal,
    "no restart": never_restarting,
    "letters past z": lambda word: (items(word, *[0] * 29), word.numbering(("lowerLetter", "%1)"))),
    "zero padded": lambda word: (items(word, 0, 0), word.numbering(("decimalZero", "%1"))),
    "bullets between": lambda word: (items(word, 0, 1, 0), word.numbering(("decimal", "%1."), ("bullet", "•"))),
    "skipped level": lambda word: (items(word, 0, 2, 1), word.numbering(*CONTRACT)),
}
EXPECTED = {
    "levels": ["Artikel 1", "1.1", "1.2", "(a)", "(b)", "(i)", "(ii)", "(c)", "1.3", "Artikel 2", "2.1", "(a)"],
    "start override": ["Artikel 1", "1.1", "Artikel 5", "5.1", "Artikel 6"],
    "legal": ["I.", "1.1", "II.", "2.1", "2.2"],
    "no restart": ["1.", "Lid 1", "2.", "Lid 2", "Lid 3"],
    "letters past z": [f"{chr(97 + i % 26) * (i // 26 + 1)})" for i in range(29)],
    "zero padded": ["01", "02"],
    "bullets between": ["1.", None, "2."],
    "skipped level": ["Artikel 1", "(a)", "1.2"],
}


@pytest.mark.parametrize("case", EXPECTED)
def test_numbers_are_those_of_the_list(word, case):
    body, numbering = CASES[case](word)
    assert numbers(word.read(body, numbering=numbering)) == EXPECTED[case]


@pytest.fixture(scope="session")
def rendered(word, tmp_path_factory):
    """The lines that LibreOffice prints for each case, converted in one go."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("oracle")
    for case, make in CASES.items():
        body, numbering = make(word)
        (folder / f"{case.replace(' ', '_')}.docx").write_bytes(word.file(body, numbering=numbering))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(str(path) for path in folder.glob("*.docx"))
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(folder),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {case: (folder / f"{case.replace(' ', '_')}.txt").read_text("utf-8-sig").splitlines() for case in CASES}


#: LibreOffice 7 leaves isLgl and lvlRestart out of account; what they mean is in ECMA-376, part 1, 17.9.4 and 17.9.10.
NOT_JUDGED = {"legal", "no restart"}


@pytest.mark.parametrize("case", [case for case in CASES if case not in NOT_JUDGED])
def test_numbers_are_those_that_libreoffice_prints(word, rendered, case):
    body, numbering = CASES[case](word)
    document = word.read(body, numbering=numbering)
    ours = []
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        ours.append(" ".join(f"{block.number or '•'} {text}".split()))
    assert ours == [" ".join(line.replace("◦", "•").split()) for line in rendered[case] if line.strip()]


def test_a_style_gives_its_number_and_the_level_tied_to_it(word):
    numbering = word.numbering(*CONTRACT).replace(
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>',
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/><w:lvlText w:val="%1.%2"/>',
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    clause = f'<w:style w:type="paragraph" w:styleId="Clause">{listed}</w:style>'
    styles = clause + '<w:style w:type="paragraph" w:styleId="Based"><w:basedOn w:val="Clause"/></w:style>'
    body = word.item("a", 0) + word.p("b", '<w:pStyle w:val="Clause"/>') + word.p("c", '<w:pStyle w:val="Based"/>')
    assert numbers(word.read(body, numbering=numbering, styles=styles)) == ["Artikel 1", "1.1", "1.2"]


def test_number_zero_takes_a_style_s_number_away(word):
    styles = (
        '<w:style w:type="paragraph" w:styleId="C"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = word.p("a", '<w:pStyle w:val="C"/>') + word.p(
        "b", '<w:pStyle w:val="C"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert numbers(word.read(body, numbering=word.numbering(("decimal", "%1.")), styles=styles)) == ["1.", None]


def test_the_clause_path_names_every_level(word):
    document = word.read(items(word, 0, 1, 2, 3), numbering=word.numbering(*CONTRACT))
    assert [b.clause for b in document.blocks] == ["Artikel 1", "1.1", "1.1 (a)", "1.1 (a) (i)"]


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (28, "upperLetter", "BB"),
        (3, "ordinal", "3rd"),
        (12, "ordinal", "12th"),
        (21, "cardinalText", "Twenty-one"),
        (20, "ordinalText", "Twentieth"),
        (32, "ordinalText", "Thirty-second"),
        (0, "lowerLetter", "0"),
        (7, "a format of later", "7"),
    ],
)
def test_numbers_are_written_in_their_format(value, style, expected):
    assert written(value, style) == expected


def test_paragraphs_that_word_numbers_stand_under_their_article(word):
    body = items(word, 0, 1, 1, 2, 2, 0, 1)
    document = word.read(
        body, numbering=word.numbering(("decimal", "Artikel %1"), ("decimal", "§%2."), ("decimal", "%3°"))
    )
    assert [b.clause for b in document.blocks] == [
        "Artikel 1",
        "Artikel 1, §1",
        "Artikel 1, §2",
        "Artikel 1, §2, 1°",
        "Artikel 1, §2, 2°",
        "Artikel 2",
        "Artikel 2, §1",
    ]
