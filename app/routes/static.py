"""The style sheet, scripts, icons and typeface. A name holds its content's hash, so it is kept for a year."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.assets import assets
from boards.problems import NotFound

router = APIRouter()

FOR_A_YEAR = "public, max-age=31536000, immutable"


@router.get("/static/{filename}")
async def show(request: Request, filename: str) -> Response:
    """An asset, compressed as the browser likes it."""
    asset = assets().find(filename)
    if asset is None:
        raise NotFound
    headers = {"Cache-Control": FOR_A_YEAR, "Vary": "Accept-Encoding"}
    accepted = request.headers.get("accept-encoding", "")
    for encoding, body in (("br", asset.brotlied), ("gzip", asset.gzipped)):
        if body is not None and encoding in accepted:
            return Response(body, media_type=asset.content_type, headers=headers | {"Content-Encoding": encoding})
    return Response(asset.plain, media_type=asset.content_type, headers=headers)


@router.get("/robots.txt")
async def robots() -> Response:
    """No search engine is asked in."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
