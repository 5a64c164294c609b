"""How fast the built-in rules are: loading them, cold and warm, and matching 1 MB of contract text per language.

    python benchmarks/rules.py [FOLDER]

FOLDER holds text files, those of a language in a folder named by its code; without it, text is made of the rules' own
examples (denser in findings than any real draft) and of sentences in which no rule is interested.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from contract_scan.document import Block, Document, DocumentBuilder, Source, Span
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.load import load_packs
from contract_scan.rules.model import Pack
from contract_scan.rules.rule_files import KNOWLEDGE
from contract_scan.rules.topics import topics_in

SIZE = 1_000_000
RUNS = 4
#: How many sentences of no interest stand between two examples.
PLAIN = 5
SENTENCES = {
    "en": (
        "The invoice is sent to the address in the schedule and is paid at the end of the month in which it came in.",
        "Each of them appoints a contact person, who is replaced by a colleague during holidays and illness.",
        "The steering committee meets twice a year, in turn at the offices of the one and of the other.",
        "Should any provision prove to be void, the remaining provisions stay in force as far as possible.",
    ),
    "nl": (
        "De factuur gaat naar het adres in de bijlage en wordt betaald aan het eind van de maand van ontvangst.",
        "Ieder wijst een contactpersoon aan, die bij vakantie en ziekte door een collega wordt vervangen.",
        "De stuurgroep vergadert twee keer per jaar, om en om in het kantoor van de een en van de ander.",
        "Mocht een bepaling nietig blijken, dan blijven de overige bepalingen zo veel mogelijk in stand.",
    ),
}


def texts(pack: Pack, language: str, folder: Path | None) -> Iterator[str]:
    """Yield paragraphs in a language, without end."""
    if folder is not None:
        paragraphs = [p for f in sorted((folder / language).glob("*.txt")) for p in f.read_text("utf-8").split("\n\n")]
        yield from cycle(filter(None, map(str.strip, paragraphs)))
    plain = cycle(SENTENCES[language])
    examples = [e for w in pack.wordings if w.language == language for e in (*w.examples.hits, *w.examples.misses)]
    for example in cycle(examples):
        yield example.replace("[[", "").replace("]]", "")
        for _ in range(PLAIN):
            yield next(plain)


def document(pack: Pack, language: str, folder: Path | None) -> Document:
    """Return about 1 MB of text as a document."""
    builder = DocumentBuilder()
    size = 0
    for text in texts(pack, language, folder):
        builder.add(Block("paragraph", Span(0, 0), language=language), text)
        size += len(text)
        if size >= SIZE:
            break
    return builder.build(Source("benchmark", "", "txt"))


def loaded(label: str) -> Pack:
    """Load the built-in rules and say how long that took."""
    start = time.perf_counter()
    pack, errors = load_packs({"knowledge": topics_in(KNOWLEDGE)})
    checker = RuleChecker(pack)
    took = time.perf_counter() - start
    print(f"load {label}: {took * 1000:.0f} ms, {len(pack.meanings)} rules, {len(checker.languages)} languages")
    for error in errors:
        print(f"  {error}")
    return pack


def best(checker: RuleChecker, draft: Document) -> tuple[int, float]:
    """Return the number of findings and the fewest seconds of a core in a few runs: other work only slows one down."""
    took = []
    for _ in range(RUNS):
        start = time.process_time()
        found = len(list(checker.check(draft)))
        took.append(time.process_time() - start)
    return found, min(took)


def main(folder: Path | None) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["CONTRACT_SCAN_CACHE"] = cache
        loaded("cold")
        pack = loaded("warm")
    checker = RuleChecker(pack)
    for language in SENTENCES:
        draft = document(pack, language, folder)
        found, took = best(checker, draft)
        print(f"{language}: {len(draft.text) / 1e6:.2f} MB, {found} findings, {len(draft.text) / 1e6 / took:.2f} MB/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
