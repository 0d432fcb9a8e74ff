"""Photos, for those who may see them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.needs import AShown, Me, Photos
from boards.problems import NotFound
from media import SIZES, FolderStore, is_key

router = APIRouter()


@router.get("/photos/{photo}/{size}")
def show(request: Request, me: Me, photos: Photos, photo: str, size: str) -> Response:
    """A photo of the group."""
    if not me.may_see_photo(photo):
        raise NotFound
    return photo_answer(request, photos, photo, size)


@router.get("/s/{key}/photos/{photo}/{size}")
def show_shared(request: Request, shown: AShown, photos: Photos, photo: str, size: str) -> Response:
    """A photo that a link shows."""
    if not shown.shows_photo(photo):
        raise NotFound
    return photo_answer(request, photos, photo, size)


def photo_answer(request: Request, photos: FolderStore, photo: str, size: str) -> Response:
    """A photo's bytes, or 304 when the browser has them. Under its key and size a photo never changes."""
    if size not in SIZES or not is_key(photo):
        raise NotFound
    etag = f'"{photo}-{size}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": etag})
    return Response(photos.open(photo, size), media_type=SIZES[size].content_type, headers={"ETag": etag})
