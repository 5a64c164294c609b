"""Write the inflected forms of the words that concepts mark with "~", from the lookup tables of spaCy (MIT).

`make forms` runs it; the files it writes stand in ``patterns/concepts/forms`` and are checked in, so that nothing of
spaCy is needed to read a document. Of a Dutch separable verb ("voordragen") the divided forms are written too
("draagt … voor", "voor te dragen").
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import yaml

from contract_scan.language.spelled import kept_text
from contract_scan.language_data import stop_words

CONCEPTS = Path(__file__).parent.parent / "patterns" / "concepts"
#: Parts that separable Dutch verbs begin with, the longer ones first.
PARTICLES = (
    "achter", "aan", "af", "bij", "binnen", "bloot", "boven", "buiten", "deel", "dicht", "door", "goed", "groot",
    "heen", "in", "kennis", "klaar", "kwijt", "langs", "los", "mede", "mee", "mis", "na", "neer", "om", "onder", "op",
    "open", "over", "plaats", "samen", "stil", "stop", "tegen", "teleur", "tegemoet", "tentoon", "terug", "toe", "tot",
    "uit", "uiteen", "vast", "veilig", "vol", "voor", "vooruit", "voort", "vrij", "waar", "weg", "weer", "zeker",
)  # fmt: skip
#: Shorter forms would be found everywhere.
SHORTEST = 3
_MARKED = re.compile(r"([^\W\d_][\w'-]*)~")


def marked_words(language: str) -> list[str]:
    """Return the words that the concepts of a language mark, in order."""
    text = (CONCEPTS / f"{language}.yaml").read_text(encoding="utf-8")
    return sorted({word.lower() for word in _MARKED.findall(text)})


def lookup(language: str) -> dict[str, set[str]]:
    """Return the forms of every word of spaCy's table, by lemma."""
    place = files("spacy_lookups_data").joinpath("data", f"{language}_lemma_lookup.json.gz")
    table = json.loads(gzip.decompress(place.read_bytes()))
    forms: dict[str, set[str]] = {}
    for form, lemma in table.items():
        forms.setdefault(lemma.lower(), set()).add(form.lower())
    return forms


def dutch(word: str, table: dict[str, set[str]]) -> Iterator[str]:
    """Yield the forms of a Dutch word: those of the table, those that its shape gives, those of a divided verb."""
    yield from table.get(word, ())
    if word.endswith("en") and _is_verb(word, table):
        yield from _verb(word)
    else:
        yield from _noun(word)
    for particle in PARTICLES:
        base = word.removeprefix(particle)
        if base != word and len(base) > 3 and base.endswith("en"):
            inner = {base, *table.get(base, ()), *_verb(base)}
            yield from (f"{particle}{form}" for form in inner if not form.startswith("ge"))
            yield from (f"{particle}ge{form}" for form in _participles(base, inner))
            yield f"{particle} te {base}"
            yield f"te {word}"
            finite = (form for form in inner if not form.startswith("ge") and not form.endswith("nd"))
            yield from (f"{form} … {particle}" for form in finite)


def _is_verb(word: str, table: dict[str, set[str]]) -> bool:
    """Say whether a word that ends in "en" is inflected as a verb: "oven" is not."""
    forms = table.get(word, set()) - {word}
    return not forms or any(form.startswith("ge") or form.endswith(("t", "de", "te", "d")) for form in forms)


def _participles(base: str, forms: Iterable[str]) -> Iterator[str]:
    yield from (form.removeprefix("ge") for form in forms if form.startswith("ge") and form != base)


def _verb(word: str) -> Iterator[str]:
    stem = word.removesuffix("en")
    if len(stem) < 2:
        return
    if stem[-1] == stem[-2] and stem[-1] not in "aeou":
        stem = stem[:-1]
    elif re.search(r"[^aeiou][aeou][^aeiouwxy]$", stem) and not stem.endswith(("er", "el", "em", "ig")):
        stem = f"{stem[:-1]}{stem[-2]}{stem[-1]}"
    elif stem.endswith("er") and len(stem) > 4 and word.endswith("eren"):
        stem = f"{stem[:-1]}er"
    stem = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    past = "te" if stem[-1] in "tkfschp" and word[-3] not in "vz" else "de"
    participle = stem + ("" if stem[-1] in "td" else past[0])
    yield from (
        stem,
        stem + ("" if stem.endswith("t") else "t"),
        stem + past,
        stem + past + "n",
        participle,
        word + "d",
        word + "de",
    )
    if not word.startswith(("be", "ge", "her", "er", "ont", "ver")):
        yield from ("ge" + participle, "ge" + participle + "e")
    else:
        yield participle + "e"


def _noun(word: str) -> Iterator[str]:
    yield from (word + "en", word + "s", word + "e")
    if word.endswith(("e", "el", "er", "en")):
        yield word + "s"
    if word.endswith("heid"):
        yield word.removesuffix("heid") + "heden"
    if word.endswith("ie"):
        yield word + "s"
    if word[-1] in "sf":
        yield word[:-1] + {"s": "z", "f": "v"}[word[-1]] + "en"
    if re.search(r"[^aeiou]([aeou])\1[^aeiou]$", word):
        short = word[:-2] + word[-1]
        yield short + "en"
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", word):
        yield word + word[-1] + "en"


def english(word: str, table: dict[str, set[str]]) -> Iterator[str]:
    """Yield the forms of an English word: those of the table, and those that its shape gives."""
    yield from table.get(word, ())
    yield word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    elif word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    else:
        yield from (word + "ed", word + "ing")


def forms(language: str) -> dict[str, str]:
    """Return the forms of every marked word, joined by "|", by word."""
    table = lookup(language)
    make = {"nl": dutch, "en": english}[language]
    return {
        word: "|".join(
            sorted(f for f in set(make(word, table)) - {word} if len(f) >= SHORTEST and f not in stop_words(language))
        )
        for word in marked_words(language)
    }


def main() -> None:
    """Write the forms of every language that has concepts."""
    folder = CONCEPTS / "forms"
    folder.mkdir(exist_ok=True)
    for path in sorted(CONCEPTS.glob("*.yaml")):
        head = f"# Inflected forms of the words marked with ~ in ../{path.name}; written by training/forms.py from\n"
        head += "# spacy-lookups-data (MIT). Do not edit.\n"
        body = yaml.safe_dump(forms(path.stem), allow_unicode=True, width=10_000)
        whole = (head + body).encode()
        (folder / path.name).write_bytes(whole)
        kept = kept_text(path.stem, path.read_bytes(), whole)
        (folder / f"{path.stem}.json").write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
