"""The group's tablets: making a device one, opening them, stopping one. For workers."""

from datetime import datetime, time, timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app import words
from app.asks_again import asks_again
from app.done import done
from app.door.cookies import Cookie
from app.door.signin import sign_out, tablet_of
from app.given.house import ComesFirst, Db, Page, TheSettings
from app.given.person import AFrame, ATabletThere, MayChangePeople, MaySeePeople, TheTablets
from app.given.photos import AForm
from app.pages.tablets import TabletsPage, confirm_stop
from app.settings import Settings
from boards.session import LONGEST

router = APIRouter(prefix="/tablets")


@router.get("")
def index(
    request: Request, me: MaySeePeople, tablets: TheTablets, frame: AFrame, page: Page, db: Db, settings: TheSettings
) -> Response:
    """The group's tablets."""
    here = tablet_of(request, db)
    return page(TabletsPage.of(tablets.working(), me.group, frame, settings.zone, here=here))


@router.post("")
@asks_again(index)
def create(
    request: Request, me: MayChangePeople, tablets: TheTablets, form: AForm, db: Db, settings: TheSettings
) -> Response:
    """Make this device a tablet of the group. The worker is signed out on it."""
    key = tablets.make(form.text("name"))
    response = RedirectResponse("/who", 303)
    sign_out(db, request, response)
    Cookie.TABLET.give(request, response, key, LONGEST)
    db.commit()
    return response


@router.get("/{tablet_id}/stop")
def ask(_me: MaySeePeople, tablet: ATabletThere, frame: AFrame, page: Page) -> Response:
    """Whether to stop a tablet."""
    return page(confirm_stop(tablet, frame))


@router.post("/{tablet_id}/stop", dependencies=[ComesFirst])
def stop(me: MaySeePeople, tablets: TheTablets, tablet: ATabletThere) -> Response:
    """Stop a tablet for good."""
    tablets.stop(tablet)
    return done(me, "/tablets", words.TABLET_STOPPED.format(name=tablet.name))


@router.post("/open")
def open_all(me: MayChangePeople, tablets: TheTablets, settings: TheSettings) -> Response:
    """Let members sign in on the tablets until midnight."""
    tablets.open(_midnight(settings))
    return done(me, "/tablets", words.TABLETS_OPENED)


@router.post("/close", dependencies=[ComesFirst])
def close_all(me: MaySeePeople, tablets: TheTablets) -> Response:
    """Let nobody else sign in on the tablets."""
    tablets.close()
    return done(me, "/tablets", words.TABLETS_CLOSED)


def _midnight(settings: Settings) -> datetime:
    return datetime.combine(settings.today() + timedelta(days=1), time(), settings.zone)
