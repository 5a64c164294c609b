"""Answers are kept between runs, and trusted no more than new ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Endpoint
from helpers import QUIET, document, finding, read, says


def test_answers_are_kept_by_model_prompt_and_clause(
    endpoint: Endpoint, environment: dict[str, str], cache: Path
) -> None:
    endpoint.says = lambda clause: says(finding("the tidal experiments"), finding("the tidal inventions"))
    first = read(environment, document(QUIET))
    second = read(environment, document(QUIET))
    other = read({**environment, "CONTRACT_SCAN_MODEL_NAME": "bigger"}, document(QUIET))

    assert first == second
    assert len(endpoint.asked) == 2
    assert len(other.findings) == 1
    assert not any("tidal" in path.read_text() for path in cache.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "kept",
    [
        "", "[]", "7", '{"proposals": [], "dropped": -1}', '{"proposals": [{}], "dropped": 0}',
        '{"proposals": [{"kind": "approved", "start": 0, "end": 5, "questions": []}], "dropped": 0}',
        '{"proposals": [{"kind": "secrecy", "start": 0, "end": 5000, "questions": []}], "dropped": 0}',
        '{"proposals": [{"kind": "secrecy", "start": 0, "end": 5, "questions": ["9.9"]}], "dropped": 0}',
        '{"proposals": [{"kind": "secrecy", "start": "0", "end": 5, "questions": []}], "dropped": 0}',
    ],
)  # fmt: skip
def test_a_damaged_kept_answer_is_asked_for_again(
    endpoint: Endpoint, environment: dict[str, str], cache: Path, kept: str
) -> None:
    endpoint.says = lambda clause: says(finding("the tidal experiments"))
    right = read(environment, document(QUIET))
    [path] = (path for path in cache.rglob("*.json") if path.is_file())
    path.write_text(kept)

    assert right == read(environment, document(QUIET))
    assert len(endpoint.asked) == 2


def test_without_a_cache_and_with_one_that_cannot_be_written_all_is_found(
    endpoint: Endpoint, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.says = lambda clause: says(finding("the tidal experiments"))
    (tmp_path / "file").write_text("")
    for place in ("", str(tmp_path / "file" / "cache")):
        monkeypatch.setenv("CONTRACT_SCAN_CACHE", place)
        assert len(read(environment, document(QUIET)).findings) == 1
    assert len(endpoint.asked) == 2
