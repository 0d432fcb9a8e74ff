"""The group as a whole: its settings, what happened in it, and who can do what."""

from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.responses import Response

from app import words
from app.asks_again import asks_again
from app.done import done
from app.given.house import Page, TheSettings
from app.given.person import AFrame, MayChangeSettings, MayReadHelp, MayReadRecord
from app.given.photos import AForm
from app.pages.group import HelpPage, RecordPage, SettingsPage
from boards.group import Basis, Previews, Reach
from boards.hands.record_book import RecordBook
from boards.hands.settings import GroupSettings
from boards.problems import NotFound

router = APIRouter()


@router.get("/settings")
def settings(me: MayChangeSettings, frame: AFrame, page: Page) -> Response:
    """What holds for the whole group."""
    return page(SettingsPage.of(me.group, frame))


@router.post("/settings")
@asks_again(settings)
def change_settings(me: MayChangeSettings, form: AForm) -> Response:
    """Change what holds for the whole group."""
    GroupSettings(me).change(
        form.text("group"),
        helper=form.text("helper"),
        opens_tablets=bool(form.text("opens")),
        basis=form.choice("basis", Basis, else_=me.group.basis_of_photos),
        decisions=form.choice("decisions", Reach, else_=Reach(me.group.decisions)),
        previews=form.choice("previews", Previews, else_=Previews(me.group.previews)),
    )
    return done(me, "/settings", words.SETTINGS_SAVED)


@router.get("/record")
def record(me: MayReadRecord, frame: AFrame, page: Page, settings: TheSettings, before: str = "") -> Response:
    """What happened, the newest first, or from a moment back."""
    book = RecordBook(me)
    entries = book.entries(_moment(before) if before else None)
    people, photos = book.people(), book.photos_in(entries)
    return page(
        RecordPage.of(entries, people, photos, frame, settings.zone, days=settings.record_days, is_newest=not before)
    )


@router.get("/help")
def show_help(_me: MayReadHelp, frame: AFrame, page: Page) -> Response:
    """Who to ask, and who can do what."""
    return page(HelpPage.of(frame))


def _moment(said: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
        if moment.tzinfo is None:
            raise NotFound
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotFound from None
