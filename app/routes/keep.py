"""What a device keeps for when there is no signal: the worker that keeps it, and the page for all the rest."""

from fastapi import APIRouter
from starlette.responses import Response

from app.assets import STATIC
from app.given.house import Page
from app.pages.keep import KeptPage

router = APIRouter()

WORKER = (STATIC / "worker" / "keep.js").read_text("utf-8")


@router.get("/keep.js")
async def worker() -> Response:
    """The service worker. Its name has no hash, since browsers look there for a newer one, and it may see every page:
    at the first contact after something was closed it removes what is kept of it.
    """
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return Response(WORKER, media_type="text/javascript", headers=headers)


@router.get("/kept")
async def show(page: Page) -> Response:
    """What is kept here: the device itself knows."""
    return page(KeptPage())
