"""Which party is "we", and which country is home: said by the house, or the Dutch or Belgian party that was found."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.finding import Finding
from contract_scan_builtins.shared.tables import table


def ourselves(findings: Sequence[Finding], names: Sequence[str]) -> Finding | None:
    """Return the party that is the institution: the one that `names` fit, or else the one at home.

    Where the house named itself and no party has that name, nobody is: another's party is never taken for ours.
    """
    parties = [finding for finding in findings if finding.kind == "party"]
    if names:
        return next((party for party in parties if _is_named(party, names)), None)
    at_home = [party for party in parties if party.attributes.get("country") in table("institution")["home"]]
    silent = [p for p in parties if not p.attributes.get("country") and _has_word(p, "dutch")]
    knowing = [party for party in at_home if _has_word(party, "knowledge")]
    chosen = [*knowing, *silent] or (at_home if len(_names(at_home)) == 1 else [])
    return min(chosen, key=lambda party: party.span, default=None)


def home_of(findings: Sequence[Finding]) -> str:
    """Return the ISO code of the institution's own country: that of the party marked as ours, or else the usual one."""
    ours = next((f for f in findings if f.kind == "party" and f.attributes.get("we") is True), None)
    country = ours.attributes.get("country") if ours else None
    return country if isinstance(country, str) else str(table("institution")["home"][0])


def names_of_ours(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the name and the short names of the party marked as ours, as they stand in the document."""
    return frozenset(
        name for f in findings if f.kind == "party" and f.attributes.get("we") is True for name in _called(f)
    )


def names_of_others(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the names and short names of all other parties."""
    others = (f for f in findings if f.kind == "party" and f.attributes.get("we") is not True)
    return frozenset(name for party in others for name in _called(party)) - names_of_ours(findings)


def _is_named(party: Finding, names: Sequence[str]) -> bool:
    own = [_folded(name) for name in _called(party)]
    return any(_folded(name) in called for name in names for called in own)


def _called(party: Finding) -> list[str]:
    aliases = party.attributes.get("aliases")
    return [str(party.attributes.get("name") or party.quote), *map(str, aliases if isinstance(aliases, list) else [])]


def _names(parties: Sequence[Finding]) -> set[str]:
    return {_folded(_called(party)[0]) for party in parties}


def _has_word(party: Finding, key: str) -> bool:
    name = _folded(_called(party)[0])
    return any(f" {word}" in name for word in table("institution")[key])


def _folded(text: str) -> str:
    return f" {' '.join(text.casefold().split())} "
