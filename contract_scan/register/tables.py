"""The tables of the projection. They hold what views ask for and nothing that the events do not say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

#: Rows that stand in the order of their key, so that those of one agreement are found together (SQLite only).
_CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


META = Table("meta", METADATA, Column("key", Text, primary_key=True), _text("value"))
UNIT = Table("unit", METADATA, Column("id", Text, primary_key=True), _text("name"), _text("parent"))

#: `canonical` is the one of several that a person confirmed to be one; `ultimate` is the top of the known parents.
ORGANISATION = Table(
    "organisation",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("country"),
    _text("ror"),
    _text("lei"),
    _text("canonical"),
    _text("ultimate"),
    Column("parent_known", Boolean, nullable=False),
)

#: `runs_from` and `runs_to` bound the days on which it runs: a tacit renewal runs on until somebody ends it.
AGREEMENT = Table(
    "agreement",
    METADATA,
    Column("n", Integer, primary_key=True),
    _text("id"),
    _text("unit"),
    _text("team"),
    _text("title"),
    _text("kind"),
    _text("start"),
    _text("end"),
    _text("end_unknown"),
    _text("ended"),
    _text("runs_from"),
    _text("runs_to"),
    _text("notice"),
    _text("notice_date"),
    _text("renewal"),
    _text("renewal_period"),
    _text("renews"),
    _text("umbrella"),
    Column("in_scope", Boolean, nullable=False),
    Column("sensitive", Boolean),
    Column("multi_year", Boolean),
    Column("institutional", Boolean),
    _whole("scholars"),
    _whole("scholar_months"),
    _whole("guests"),
    Column("data_access", Boolean),
    Column("exclusive", Boolean),
    _whole("amounts"),
    _whole("benefits"),
    _whole("measures"),
    _whole("measures_open"),
    _text("reviewed"),
    Column("conflict", Boolean, nullable=False),
)

#: `source` says that the money or the scholars come from it: a funder, or any partner where no funder is named. Rows
#: with `first` are one for each agreement and ultimate parent, those with `first_of_country` for each country.
PARTNER = Table(
    "partner",
    METADATA,
    Column("agreement", Integer, primary_key=True),
    Column("organisation", Text, primary_key=True),
    _text("ultimate"),
    _text("country"),
    _text("role"),
    _text("name"),
    Column("source", Boolean, nullable=False),
    Column("first", Boolean, nullable=False),
    Column("first_of_country", Boolean, nullable=False),
    **_CLUSTERED,
)
#: Amounts in hundredths of the currency, each payer, currency and year once an agreement; `external`: not our own.
#: Rows with `first` are one for each agreement, ultimate payer and currency; with `first_of_year`, also of
#: each year; with `first_of_currency`, for each currency.
MONEY = Table(
    "money",
    METADATA,
    Column("agreement", Integer, primary_key=True),
    Column("payer", Text, primary_key=True),
    _text("ultimate"),
    Column("currency", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("hundredths", BigInteger, nullable=False),
    Column("external", Boolean, nullable=False),
    Column("first", Boolean, nullable=False),
    Column("first_of_year", Boolean, nullable=False),
    Column("first_of_currency", Boolean, nullable=False),
    **_CLUSTERED,
)
FIELD = Table(
    "field",
    METADATA,
    Column("agreement", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    **_CLUSTERED,
)
#: The answers of the latest review that are worth a look: with evidence, or with a reviewer's reply.
ANSWER = Table(
    "answer",
    METADATA,
    Column("agreement", Integer, primary_key=True),
    Column("question", Text, primary_key=True),
    _text("state"),
    _text("answer"),
    _text("by"),
    _text("why"),
    **_CLUSTERED,
)
#: `sources` is the number in SOURCES of what the review was made with.
REVIEW = Table(
    "review",
    METADATA,
    _text("id"),
    _whole("agreement"),
    _text("on"),
    _text("scan"),
    _whole("look_back"),
    _whole("sources"),
    Index("review_agreement", "agreement"),
)
#: With what reviews were made; many share one row. `lists` is "kind edition" a line.
SOURCES = Table(
    "sources",
    METADATA,
    Column("n", Integer, primary_key=True),
    _text("question_set"),
    _text("rules"),
    _text("definition"),
    _text("lists"),
)
BENEFIT = Table("benefit", METADATA, _text("id"), _whole("agreement"), _text("what"))
MEASURE = Table("measure", METADATA, _text("id"), _whole("agreement"), _text("what"), _text("until"), _text("done"))
COVERAGE = Table(
    "coverage", METADATA, _text("unit"), _text("kind"), _text("until"), _whole("about"), _text("stated"), _text("by")
)
CONFLICT = Table("conflict", METADATA, _text("subject"), _whole("sides"))
