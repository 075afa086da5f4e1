"""The application: routes, headers of every answer, pages for what goes wrong."""

from collections.abc import Awaitable, Callable
from importlib.resources import files

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from console.web import (
    api_pages,
    auditing,
    deciding,
    entering,
    exporting,
    measuring,
    packages,
    people_pages,
    queue_pages,
    runs_pages,
    uploading,
)
from console.web.api import PREFIX, create_api
from console.web.desk import Desk, NotEnteredError, page, session_of, to
from console.web.options import ConsoleOptions
from console.web.passwords import Patience
from console.web.running import Runner
from pipeline.settings import Settings
from pipeline.store.database import open_database

POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
STATIC = {
    "console.css": "text/css; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "console.js": "text/javascript; charset=utf-8",
    "upload.js": "text/javascript; charset=utf-8",
}


PAGES = (
    entering,
    queue_pages,
    packages,
    deciding,
    exporting,
    uploading,
    runs_pages,
    auditing,
    people_pages,
    api_pages,
    measuring,
)


def create_app(settings: Settings, options: ConsoleOptions, host: str = "127.0.0.1") -> FastAPI:
    """The console on the store of these settings; `host` is where it will listen."""
    # The usual pages of documentation load their scripts from elsewhere.
    app = FastAPI(title="Tekseru", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(
        open_database(settings),
        settings,
        options,
        Patience(options.tries, options.wait_minutes * 60),
        Runner(settings),
    )
    app.state.api = create_api(app.state.desk)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*options.hosts, host])

    @app.middleware("http")
    async def secured(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if options.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response

    @app.exception_handler(NotEnteredError)
    def to_log_in(_request: Request, _error: Exception) -> Response:
        return to("/log-in")

    @app.exception_handler(StarletteHTTPException)
    def explained(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, StarletteHTTPException) else 500
        return page(
            request, session_of(request), "problem.html", status=status, code=_known(status)
        )

    for module in PAGES:
        app.include_router(module.router)
    app.mount(PREFIX, app.state.api)
    app.add_api_route("/static/{name}", _static, methods=["GET"])
    # Browsers ask for it unbidden; without an answer each page would note an error.
    app.add_api_route("/favicon.ico", lambda: Response(status_code=204), methods=["GET"])
    return app


def _static(name: str) -> Response:
    if name not in STATIC:
        raise HTTPException(404)
    content = (files("console.web") / "static" / name).read_bytes()
    kept = {"Cache-Control": "private, max-age=300"}
    return Response(content, media_type=STATIC[name], headers=kept)


def _known(status: int) -> str:
    return str(status) if status in (403, 404, 410) else "other"
