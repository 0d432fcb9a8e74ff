"""Badges for members: choosing who gets one, and the sheet to print. For workers."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import words
from app.asks_again import asks_again
from app.done import done_with_keys
from app.given.house import Page, TheSite
from app.given.person import AFrame, ASeed, MayChangePeople, ThePeople
from app.given.photos import AForm
from app.pages.badges import BadgeSheetPage, ChooseBadgesPage
from boards.badge import Badge

router = APIRouter(prefix="/cards")


@router.get("")
def new(_me: MayChangePeople, people: ThePeople, frame: AFrame, page: Page) -> Response:
    """Who gets a new badge?"""
    return page(ChooseBadgesPage.of(people, frame))


@router.post("")
@asks_again(new)
def create(request: Request, me: MayChangePeople, people: ThePeople, form: AForm, seed: ASeed) -> Response:
    """Make badges for the members who were chosen."""
    people.make_badges([people.find(person_id) for person_id in form.texts("people")], seed)
    return done_with_keys(request, me, seed, "/cards/sheet", words.BADGES_MADE)


@router.get("/sheet")
def sheet(_me: MayChangePeople, people: ThePeople, frame: AFrame, page: Page, seed: ASeed, site: TheSite) -> Response:
    """The badges that this browser made within the hour, to print."""
    ours = [badge for badge in Badge.working(people.members()) if seed.made(badge.id, badge.key_hash)]
    badges = [(badge, f"{site.origin}/card/{seed.key_for(badge.id)}") for badge in ours]
    response = page(BadgeSheetPage.of(sorted(badges, key=lambda one: one[0].person.name.casefold()), frame))
    response.headers["Cache-Control"] = "no-store"
    return response
