"""Single entries of a rule file into nouns: what a rule means, its words in one language, its examples."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from contract_scan.finding import Bearing, FactKind, Value
from contract_scan.language.concepts import is_concept
from contract_scan.language.expression import ExpressionError, named, parse_line, words_in
from contract_scan.rules.grammar import Groups, PhraseError, parse
from contract_scan.rules.model import Examples, Meaning, Scope, Wording
from contract_scan.rules.phrase import Phrase, compile_tree
from contract_scan.rules.yaml_nodes import Node

#: What may stand in a rule's meaning, and in its words in one language.
MEANING_KEYS = frozenset(
    ("kind", "title", "message", "why", "source", "questions", "bearing", "attributes", "capture", "context", "binds")
) | {"checker", "languages", "also", "reads"}
#: What may stand once at the top of a file of meanings: the entries of all its rules, the rules, and kinds of its own.
TOPIC_KEYS = MEANING_KEYS - {"attributes", "capture", "languages", "also", "reads"} | {"rules", "kinds"}
WORDING_KEYS = frozenset(("phrases", "reads", "near", "unless", "heading", "within", "examples"))
DISTANCES = frozenset(("direct", "background"))
EXAMPLE_KEYS = frozenset(("hits", "misses", "known_misses"))


def meaning_of(topic: str, name: str, node: Node, root: Node, house: Collection[str] = ()) -> Meaning:
    """Return a rule's meaning; `kind`, `questions`, `source` and `bearing` may stand once for the topic.

    Raises `RuleError` for a missing or impossible entry.
    """
    refuse_unknown(node, MEANING_KEYS)

    def entry(key: str) -> Node | None:
        return node.get(key) or root.get(key)

    def required(key: str) -> Node:
        found = entry(key)
        if found is None:
            raise node.error("missing", rule=f"{topic}.{name}", key=key)
        return found

    checker = entry("checker")
    context = _yes_or_no(entry("context"))
    direct, background = _distances(required("questions"), context=context)
    return Meaning(
        id=f"{topic}.{name}",
        topic=topic,
        kind=required("kind").string(),
        title=words_in_both(required("title")),
        message=words_in_both(required("message")),
        why=words_in_both(required("why")),
        source=required("source").string(),
        questions=direct,
        background=background,
        bearing=_bearing(entry("bearing")),
        attributes=_attributes(node.get("attributes")),
        capture=tuple(_one_of(n, get_args(FactKind)) for n in _captured(node)),  # type: ignore[misc]
        capture_as=_capture_names(node),
        context=context,
        binds=_yes_or_no(entry("binds")),
        checker=checker.string() if checker else None,
        languages=(node.get("languages") or Node([], node.where)).strings(),
        also=tuple(other if "." in other else f"{topic}.{other}" for other in _strings(node, "also")),
        reads=lines_of(node, house),
        where=node.where,
    )


def _yes_or_no(node: Node | None) -> bool:
    if node is not None and not isinstance(node.value, bool):
        raise node.error("not_yes_or_no")
    return node is not None and bool(node.value)


def _attributes(node: Node | None) -> dict[str, Value]:
    """Return the constants that every finding of a rule carries: texts, numbers, yes or no."""
    for _, child in node.items() if node else ():
        if child.value is None or isinstance(child.value, dict | list):
            raise child.error("not_a_text")
    return node.plain() or {} if node else {}


def lines_of(node: Node, house: Collection[str] = ()) -> tuple[str, ...]:
    """Return the lines over concepts under `reads`; `house` are concepts beside ours.

    Raises `RuleError` at the place of one that breaks the grammar.
    """
    for child in _nodes(node, "reads"):
        try:
            line = parse_line(child.string())
            for source in words_in(line.part):
                parse(source)
            unknown = next((name for name in named(line) if not (is_concept(name) or name in house)), None)
        except (ExpressionError, PhraseError) as error:
            key, part = error.args
            prefix = "" if isinstance(error, ExpressionError) else "phrase_"
            raise child.error(f"{prefix}{key}", part=part) from None
        if unknown:
            raise child.error("unknown_concept", part=unknown)
    return _strings(node, "reads")


def _distances(node: Node, *, context: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the questions a rule bears on directly and as background; a list is all direct, of a context rule none."""
    if isinstance(node.value, dict):
        refuse_unknown(node, DISTANCES)
    for child in node.value.values() if isinstance(node.value, dict) else (node,):
        if child.value is not None and not isinstance(child.value, list):
            raise child.error("questions_no_list", found=str(child.value))
    for child in _all(node):
        if child.value is None:
            raise child.error("not_a_text")
    listed = node.plain() or ()
    named = listed if isinstance(listed, dict) else {"direct": listed}
    direct, background = (tuple(map(str, named.get(key) or ())) for key in ("direct", "background"))
    if context:
        return (), tuple(dict.fromkeys((*direct, *background)))
    return direct, tuple(question for question in background if question not in direct)


def _all(node: Node) -> Iterator[Node]:
    """Yield the items of a list, or of the lists in a mapping."""
    for one in node.value.values() if isinstance(node.value, dict) else (node,):
        yield from one.value if isinstance(one.value, list) else ()


def _captured(node: Node) -> list[Node]:
    """Return the kinds of fact to capture: a list, or the keys of a mapping from kind to attribute."""
    capture = node.get("capture")
    if capture is None or not isinstance(capture.value, dict):
        return _nodes(node, "capture")
    return [Node(kind, child.where) for kind, child in capture.items()]


def _capture_names(node: Node) -> dict[str, str]:
    capture = node.get("capture")
    if capture is None or not isinstance(capture.value, dict):
        return {}
    return {kind: child.string() for kind, child in capture.items()}


def _bearing(node: Node | None) -> Bearing | None:
    return None if node is None or node.value is None else _one_of(node, get_args(Bearing))  # type: ignore[return-value]


def refuse_unknown(node: Node, allowed: frozenset[str]) -> None:
    """Raise `RuleError` for an entry that is not among those that may stand there."""
    for key, child in node.items():
        if key not in allowed:
            raise child.error("unknown_key", key=key, allowed=", ".join(sorted(allowed)))


def _one_of(node: Node, allowed: tuple[str, ...]) -> str:
    if node.value not in allowed:
        raise node.error("not_one_of", found=str(node.value), allowed=", ".join(allowed))
    return str(node.value)


def words_in_both(node: Node) -> dict[str, str]:
    """Return a text in Dutch and English, and whatever other languages. Raises `RuleError` where one is missing."""
    words = {language: text.string().strip() for language, text in node.items()}
    for language in ("en", "nl"):
        if not words.get(language):
            raise node.error("missing_language", language=language)
    return words


def wording_of(
    topic: str,
    name: str,
    language: str,
    node: Node,
    groups: Groups,
    shared: tuple[str, ...] = (),
    house: Collection[str] = (),
) -> tuple[Wording, list[Phrase]]:
    """Return a rule's words in one language, and its phrases compiled; `shared` are its lines for every language.

    Raises `RuleError` where a phrase breaks the grammar.
    """
    refuse_unknown(node, WORDING_KEYS)
    compiled: list[Phrase] = []

    def phrases(key: str) -> tuple[str, ...]:
        compiled.extend(compile_node(child, groups) for child in _nodes(node, key))
        return _strings(node, key)

    within = node.get("within")
    scope = _one_of(within, get_args(Scope)) if within else "sentence"
    if within and not node.get("near"):
        raise within.error("within_alone")
    wording = Wording(
        rule=f"{topic}.{name}",
        language=language,
        phrases=phrases("phrases"),
        reads=(*shared, *lines_of(node, house)),
        near=phrases("near"),
        unless=phrases("unless"),
        heading=phrases("heading"),
        within=scope,  # type: ignore[arg-type]
        examples=_examples(node),
        where=node.where,
    )
    if not wording.phrases and not wording.reads:
        raise node.error("no_phrases", rule=wording.rule)
    return wording, compiled


def _examples(node: Node) -> Examples:
    examples = node.get("examples") or Node({}, node.where)
    refuse_unknown(examples, EXAMPLE_KEYS)
    return Examples(*(_strings(examples, key) for key in ("hits", "misses", "known_misses")))


def _nodes(node: Node, key: str) -> list[Node]:
    """Return the nodes of a list under a key; one value is a list of one, and nothing an empty list."""
    found = node.get(key)
    if found is None or found.value is None:
        return []
    return found.value if isinstance(found.value, list) else [found]


def _strings(node: Node, key: str) -> tuple[str, ...]:
    return tuple(child.string() for child in _nodes(node, key))


def compile_node(node: Node, groups: Groups) -> Phrase:
    """Return the phrase in a node, compiled. Raises `RuleError` at its place where it breaks the grammar."""
    try:
        return compile_tree(node.string(), parse(node.string(), groups))
    except PhraseError as error:
        key, part = error.args
        raise node.error(f"phrase_{key}", part=part) from None
