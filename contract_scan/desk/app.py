"""The desk as a web application: which address leads to which page, behind the guard."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.guard import Doorkeeper, Guard, sentence_for
from contract_scan.desk.pages import language_of, page
from contract_scan.desk.sessions import Sessions
from contract_scan.desk.views import administration, document, documents, entrance, knowledge, made, register, rules
from contract_scan.errors import ContractScanError


def routes() -> list[BaseRoute]:
    """Return every page of the desk."""
    return [
        *entrance.ROUTES,
        *documents.ROUTES,
        *document.ROUTES,
        *made.ROUTES,
        *register.ROUTES,
        *knowledge.ROUTES,
        *rules.ROUTES,
        *administration.ROUTES,
    ]


def application(desk: Desk, doorkeeper: Doorkeeper, sessions: Sessions | None = None) -> ASGIApp:
    """Return the application over a desk; `sessions` are those of a desk on one's own machine."""
    own = routes()
    app = Starlette(
        routes=[Mount(desk.root, routes=own)] if desk.root else own,
        exception_handlers={HTTPException: _not_there, ContractScanError: _told, Exception: _broken},
    )
    app.state.desk, app.state.sessions = desk, sessions
    return Guard(app, doorkeeper, lambda scope, error: _refusal(app, scope, error))


async def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return answer_to(request, DeskError("no_page", status))


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, ContractScanError)
    return answer_to(request, error)


async def _broken(request: Request, error: Exception) -> Response:
    """Answer for what broke; the guard, which hears of it after this, logs it."""
    return answer_to(request, sentence_for(error))


def answer_to(request: Request, error: ContractScanError) -> Response:
    """Return what went wrong, as a page for people or as JSON for a script of ours."""
    status = getattr(error, "status", 400)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": error.sentence(language_of(request))}, status)
    return page(request, "refused.html.j2", status=status, error=error)


def _refusal(app: Starlette, scope: Scope, error: DeskError) -> ASGIApp:
    async def refuse(_: Scope, receive: Receive, send: Send) -> None:
        request = Request({**scope, "app": app}, receive)
        await answer_to(request, error)(scope, receive, send)

    return refuse
