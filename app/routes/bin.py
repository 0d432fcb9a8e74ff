"""The bin."""

from fastapi import APIRouter
from starlette.responses import Response

from app.given.house import Page
from app.given.person import AFrame, MayBin
from app.pages.bin import BinPage
from boards.bin import bin_of

router = APIRouter()


@router.get("/bin")
def show(me: MayBin, frame: AFrame, page: Page) -> Response:
    """What can be put back."""
    return page(BinPage.of(bin_of(me), frame))
