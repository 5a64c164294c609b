"""The overview as one web page that needs nothing else."""

from __future__ import annotations

from importlib.resources import files

from contract_scan.messages import say
from contract_scan.register.board import pictures
from contract_scan.register.board.overview import Overview
from contract_scan.report.html.templates import environment
from contract_scan.report.layout import visible


def page(made: Overview, back: tuple[str, str] | None = None) -> bytes:
    """Return the page, whole in itself: styles and pictures stand in it, nothing is loaded.

    `back` is the address and the words of a link to where it is shown from.
    """
    from markupsafe import Markup

    drawn = {
        "timeline": pictures.timeline(made),
        "heat": pictures.heat(made),
        "shares": pictures.shares(made),
        "units": pictures.units(made),
    }
    text = (
        environment(__package__)
        .get_template("page.html.j2")
        .render(
            made=made,
            back=back,
            say=lambda key, **values: say(f"register.{key}", made.language, **values),
            drawn={name: Markup(one) for name, one in drawn.items()},
            style=Markup((files(__package__) / "page.css").read_text(encoding="utf-8")),
        )
    )
    return visible(text).encode("utf-8")
