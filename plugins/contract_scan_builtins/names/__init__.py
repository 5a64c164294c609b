"""Candidate names from a spaCy pipeline that the user has installed."""

from collections.abc import Iterable

from contract_scan.hookspecs import Deriver, hookimpl
from contract_scan.settings import Settings
from contract_scan_builtins.names.checker import RULE, CandidateNames
from contract_scan_builtins.names.pipelines import chosen_pipelines

__all__ = ["RULE", "CandidateNames", "derivers"]


@hookimpl
def derivers(settings: Settings) -> Iterable[Deriver]:
    """Contribute one deriver a pipeline; none where none is installed, or where the user wants none."""
    return [CandidateNames(pipeline) for pipeline in chosen_pipelines(settings.names)]
