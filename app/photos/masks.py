"""Masks for a photo: from the numbers of a form to a photo in which the regions are masked for good."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from app.photos.uploads import Uploads
from boards.photo import Picture
from boards.problems import Problem
from media import CARD, FULL, MOST_REGIONS, Region, Taker

WHOLE = 100
"""Regions are typed in percent of the picture."""


def region_typed(left: str, top: str, width: str, height: str) -> Region:
    """The region that was typed or drawn, in percent from the left and the top. Raises Problem for no region."""
    try:
        typed = [float(number.strip().rstrip("%").replace(",", ".")) / WHOLE for number in (left, top, width, height)]
        if min(typed) < 0 or max(typed) > 1:
            raise Problem("not_a_mask", "left")
        return Region(*typed)
    except ValueError:
        raise Problem("not_a_mask", "left") from None


def regions_told(said: Sequence[str]) -> list[Region]:
    """The regions that a page has carried along. Raises Problem for anything else, and for too many."""
    if len(said) > MOST_REGIONS:
        raise Problem("too_many_masks", "left", most=MOST_REGIONS)
    parts = [one.split(",") for one in said]
    if any(len(numbers) != 4 for numbers in parts):
        raise Problem("not_a_mask", "left")
    return [region_typed(*numbers) for numbers in parts]


def regions_after(said: QueryParams, found: Sequence[Sequence[float]]) -> list[Region]:
    """The regions that a page carries along, and what its button does to them: add one, the found ones, or undo."""
    regions, do = regions_told(said.getlist("place")), said.get("do", "")
    if do == "undo":
        return regions[:-1]
    if do == "found":
        regions += [
            region for region in (Region(*region) for region in found) if told_of(region) not in map(told_of, regions)
        ]
    if do == "add":
        regions.append(region_typed(*(said.get(name, "") for name in ("left", "top", "width", "height"))))
    return regions_told([told_of(region) for region in regions])


@asynccontextmanager
async def masked(uploads: Uploads, key: str, regions: Sequence[Region], taker: Taker) -> AsyncIterator[Picture]:
    """A photo anew with regions masked, in the store while a block runs. Raises Crowded.

    If the block fails, the photo of the two that no row has is taken away: also the one before, where the mask was
    kept and only the answer was lost.
    """
    content = await run_in_threadpool(uploads.store.open, key, FULL.name)
    developed = await uploads.workshop.mask(content, regions, taker)
    # A mask may have missed somebody: it is looked for them again.
    found = await uploads.workshop.find(developed.files[CARD.name], taker)
    masks = tuple((region.left, region.top, region.width, region.height) for region in regions)
    picture = replace(await uploads.shelve(developed, found), masks=masks)
    try:
        yield picture
    except Exception as fault:
        await uploads.let_go([picture.key, key], after=fault)
        raise


def told_of(region: Region) -> str:
    """A region as a page carries it along."""
    return ",".join(f"{share * WHOLE:.2f}" for share in (region.left, region.top, region.width, region.height))
