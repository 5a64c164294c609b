"""List and search of a department from a real PostgreSQL: the same as from a file, and never needed to keep an answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from contract_scan.cli.main import build
from contract_scan.desk.database import on_server
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.users import DATABASE, Server, load_server
from tests.desk.conftest import Visitor
from tests.desk.test_department import CONFIGURATION
from tests.postgresql import Postgresql
from tests.postgresql import postgresql as postgresql

DRAFT = "Noordster B.V. keurt elke publicatie van de resultaten vooraf schriftelijk goed en houdt haar bestaan geheim."
ODD = "Partner shall keep 100% of the Caf\u00e9_1 results secret \x00 and confidential for \u4e94 years."


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """How a department without a database is reached."""
    (tmp_path / "desk.toml").write_text(CONFIGURATION)
    return load_server(tmp_path / "desk.toml")


def held(desk: Desk) -> Any:
    """Return what list and search say, but for moments."""
    desk.sync()
    words = (
        "noordster",
        "publicatie resultaten",
        "%",
        "cafe_1",
        "a\x00b",
        "nowhere to be found",
        "o'; DROP TABLE words; --",
    )
    listed = desk.projection.documents("science")
    told = sorted((one.unit, one.digest, one.family, one.state, one.summary) for one in listed)
    return told, {word: desk.projection.search(word, "science", most=50) for word in words}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pg8000 leaves a lost socket to Python
def test_postgresql_says_the_same_as_a_file_and_costs_no_answer(
    make_desk: Callable[..., Desk], behind_proxy: Callable[..., Visitor], postgresql: Postgresql, server: Server,
    tmp_path: Path,
) -> None:  # fmt: skip
    """Documents, words, drafts, deletion; and while it is away everything written is kept, and is there once it is back."""
    on_file = make_desk(tmp_path / "a", server=server)
    far = dataclasses.replace(server, database=postgresql.address.replace("+pg8000", ""))
    on_postgresql = make_desk(tmp_path / "b", server=far)
    for desk in (on_file, on_postgresql):
        lea = behind_proxy(desk, "lea")
        first, _, gone = (
            lea.upload(draft.encode(), f"{number}.txt").json()["address"].removeprefix(lea.root)
            for number, draft in enumerate((DRAFT, ODD, f"{DRAFT} {ODD}"))
        )
        lea.write(first, "answer", "2.1", {"question": "2.1", "answer": "yes", "by": "", "when": "", "why": ""})
        lea.form(f"{gone}/delete", keep="no")
    assert held(on_file) == held(on_postgresql)
    assert held(on_file)[1]["cafe_1"][1] >= 1
    assert not (tmp_path / "b" / "desk.sqlite").exists()
    tables = create_engine(postgresql.address)
    with tables.connect() as connection:
        assert (
            connection.scalar(
                text("SELECT count(*) FROM contract_scan_desk.words WHERE digest = :d"), {"d": gone[-64:]}
            )
            == 0
        )
    tables.dispose()

    postgresql.stop()
    assert "does not answer" in lea.get("/").text
    assert lea.get("/").status_code == 503
    assert lea.answer(first, "3.1", "no")["conflict"] is False
    assert lea.upload(b"The Institute shall keep the Results secret.", "late.txt").status_code == 200
    postgresql.start()
    page = lea.page("/")
    assert "Answered 2 of 18" in page
    assert "late.txt" in page

    with pytest.raises(DeskError, match="tables of another desk"):
        make_desk(tmp_path / "c", server=far)
    configuration = tmp_path / "desk.toml"
    configuration.write_text(f'database = "{far.database}"\n{CONFIGURATION}')
    command = ["desk", "--home", str(tmp_path / "c"), "--server", str(configuration), "rebuild"]
    assert CliRunner().invoke(build("en"), command).exit_code == 0
    assert make_desk(tmp_path / "c", server=far).projection.documents(None) == []


@pytest.mark.parametrize("address", ["mysql://x@y/z", "no address", "sqlite:///x", ""])
def test_only_postgresql_is_a_database_and_a_password_is_never_repeated(address: str) -> None:
    """Any other address is one sentence without it."""
    with pytest.raises(DeskError, match="must be a PostgreSQL address"):
        on_server(address, "")
    with pytest.raises(DeskError) as told:
        from contract_scan.desk.projection import Projection

        Projection(on_server("postgresql://desk:secret@127.0.0.1:1/desk", ""), list)
    assert "secret" not in str(told.value)


def test_quotes_cross_to_another_machine_sealed_and_the_address_may_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A database that is not on this machine is spoken to with TLS, its certificate checked."""
    from sqlalchemy.engine import make_url

    from contract_scan.desk.database import _sealed

    assert _sealed(make_url("postgresql://db.example/desk"))["ssl_context"].check_hostname
    assert _sealed(make_url("postgresql://127.0.0.1/desk")) == {} == _sealed(make_url("postgresql:///desk"))
    monkeypatch.setenv(DATABASE, "postgresql://desk:secret@127.0.0.1/desk")
    (tmp_path / "desk.toml").write_text(CONFIGURATION)
    known = load_server(tmp_path / "desk.toml")
    assert known.database.endswith("/desk")
    assert "secret" not in repr(known)
