"""A new rule, started: commented files with examples in both languages; a second one is added to them."""

from __future__ import annotations

from pathlib import Path

from contract_scan.errors import RuleError, UsageError
from contract_scan.messages import DEFAULT
from contract_scan.rules.names import better_id, is_name
from contract_scan.rules.rule_files import KNOWLEDGE
from contract_scan.rules.yaml_nodes import Node, load_nodes
from contract_scan.whole_file import write_whole

LANGUAGES = ("en", "nl")
#: What stands once for all rules of a topic; a rule that is added says it itself where the topic does not.
SHARED = {"kind": "secrecy", "questions": '["5.1"]', "bearing": "raises", "source": '"Own practice"'}


class StartError(UsageError):
    """A rule could not be started."""

    area = "rules"


def start_rule(name: str, folder: Path, speak: str = DEFAULT) -> list[Path]:
    """Write ``TOPIC/rules.yaml`` and a file per language for the rule "topic.rule"; return the files.

    The comments in ``rules.yaml`` are in the language `speak`, those in a language file in that language.

    Where the topic is there already the rule is added to its files, whose other lines stay as they are. Raises
    `UsageError` for an impossible name, a rule that is there already and a file that is broken.
    """
    topic, _, rule = name.partition(".")
    if not is_name(topic) or not is_name(rule):
        raise StartError("new.bad_name", name=name, better=better_id(name))
    place = folder / topic
    texts = {place / f"{stem}.yaml": _text(place / f"{stem}.yaml", rule, speak) for stem in ("rules", *LANGUAGES)}
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            write_whole(path, text.encode(), shared=0o644)
    except OSError as error:
        raise StartError("new.unwritable", path=str(place), error=error.strerror or type(error).__name__) from None
    return list(texts)


def _text(path: Path, rule: str, speak: str) -> str:
    """Return what a file is to hold: the template, or what it holds already with the rule at the end of its rules."""
    template = _template(path.stem, speak)
    if not path.exists():
        return template.replace("RULE", rule)
    try:
        data = path.read_bytes()
        root = load_nodes(data, str(path))
    except OSError as error:
        raise StartError("new.unwritable", path=str(path), error=error.strerror or type(error).__name__) from None
    except RuleError as error:
        raise StartError(error.key, **error.values) from None
    rules = root.get("rules")
    if rules is not None and isinstance(rules.value, dict) and rule in rules.value:
        raise StartError("new.exists", path=str(path), rule=rule)
    return _with_rule(data.decode("utf-8-sig"), root, rule, template, shared=path.stem == "rules")


def _with_rule(text: str, root: Node, rule: str, template: str, *, shared: bool) -> str:
    """Return the text of a file with a rule added after the last that it has."""
    block = _block(template, rule)
    if shared:
        missing = [f"    {key}: {value}" for key, value in SHARED.items() if root.get(key) is None]
        block[1:1] = missing
    lines = text.splitlines()
    rules = root.get("rules")
    if rules is None or not isinstance(rules.value, dict):
        kept = [line for line in lines if line.strip() != "rules:"]
        return "\n".join([*kept, "", "rules:", *block]) + "\n"
    first = next(iter(rules.value.values())).where
    indent = len(lines[first.line - 1]) - len(lines[first.line - 1].lstrip())
    after = max(node.where.line for node in _all(rules))
    later = sorted(node.where.line for node in (root.value or {}).values() if node.where.line > after)
    end = later[0] - 1 if later else len(lines)
    while end > after and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    added = [line and " " * (indent - 2) + line if indent >= 2 else line for line in block]
    return "\n".join([*lines[:end], "", *added, *lines[end:]]) + "\n"


def _all(node: Node) -> list[Node]:
    inner = node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    return [node, *(one for child in inner for one in _all(child))]


def _block(template: str, rule: str) -> list[str]:
    """Return the lines of the rule in a template, its word groups written out so that it stands by itself."""
    lines = template.splitlines()
    text = "\n".join(lines[lines.index("rules:") + 1 :]).rstrip()
    groups = load_nodes(template.encode(), "").get("words")
    for name, members in groups.items() if groups else ():
        text = text.replace(f"<{name}>", f"({'|'.join(members.strings())})")
    return text.replace("RULE", rule).splitlines()


def _template(stem: str, speak: str) -> str:
    folder = KNOWLEDGE / "templates" / "rule"
    own = folder / f"{stem}.{speak}.yaml"
    return (own if own.is_file() else folder / f"{stem}.yaml").read_text(encoding="utf-8")
