"""Metrics for Prometheus: counts alone, so that nobody has to log in for them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from flows import metrics

router = APIRouter()


@router.get("/metrics")
def measured(request: Request) -> Response:
    """The page of metrics."""
    page = metrics.render(request.app.state.desk.engine)
    return Response(page, headers={"Content-Type": metrics.CONTENT_TYPE})
