"""Who asks, whether they may, and who and what of the group they look after."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.door.cookies import Cookie
from app.door.guard import SAFE
from app.door.signin import BadgeRefused, FreshSignInNeeded, SignInNeeded, tablet_of
from app.given.house import Db, TheSettings
from app.given.photos import SavedPhotos, Who
from app.pages.parts.frame import Frame
from boards.badge import Badge
from boards.database import now
from boards.hands.people import People
from boards.hands.tablets import Tablets
from boards.hands.things import Things
from boards.invitation import Invitation
from boards.key import Seed
from boards.note import Note
from boards.person import Person
from boards.problems import NotAllowed, NotFound
from boards.right import FRESH, Right
from boards.tablet import Tablet


def _me(request: Request, known: Who, _saved: SavedPhotos, db: Db) -> Person:
    # After the photos, so that nobody waits for a slow upload with the write lock in hand.
    return known.person(db) if request.method in SAFE else known.writer(db)


Me = Annotated[Person, Depends(_me)]


@dataclass(frozen=True)
class May:
    """Whoever may do something, by the one table; some of it soon after they signed in alone."""

    right: Right

    def __call__(self, request: Request, known: Who, me: Me, settings: TheSettings) -> Person:
        """Who asks. Raises NotAllowed and FreshSignInNeeded."""
        me.must(self.right)
        # A form that was opened in time may be filled in at leisure.
        within = settings.fresh if request.method in SAFE else 2 * settings.fresh
        if self.right in FRESH and not known.is_fresh(within):
            raise FreshSignInNeeded
        return me


MaySee = Annotated[Person, Depends(May(Right.SEE))]
MayMake = Annotated[Person, Depends(May(Right.MAKE))]
MayPin = Annotated[Person, Depends(May(Right.PIN))]
MayBin = Annotated[Person, Depends(May(Right.BIN))]
MayReadHelp = Annotated[Person, Depends(May(Right.READ_HELP))]
MayArrange = Annotated[Person, Depends(May(Right.ARRANGE))]
MaySeeLinks = Annotated[Person, Depends(May(Right.SEE_LINKS))]
MayShare = Annotated[Person, Depends(May(Right.SHARE))]
MaySeePeople = Annotated[Person, Depends(May(Right.SEE_PEOPLE))]
MayChangePeople = Annotated[Person, Depends(May(Right.CHANGE_PEOPLE))]
MayReadRecord = Annotated[Person, Depends(May(Right.READ_RECORD))]
MayChangeSettings = Annotated[Person, Depends(May(Right.CHANGE_SETTINGS))]
MayChooseWaysIn = Annotated[Person, Depends(May(Right.CHOOSE_WAYS_IN))]
MayOwn = Annotated[Person, Depends(May(Right.OWN))]
MayLookAfter = Annotated[Person, Depends(May(Right.LOOK_AFTER))]
MayReview = Annotated[Person, Depends(May(Right.REVIEW))]
MayHandleThings = Annotated[Person, Depends(May(Right.HANDLE_THINGS))]
MayRemind = Annotated[Person, Depends(May(Right.REMIND))]


def _people(me: Me) -> People:
    return People(me)


ThePeople = Annotated[People, Depends(_people)]
"""The people of the group, in the hands of a worker."""


def _tablet(request: Request, db: Db) -> Tablet:
    tablet = tablet_of(request, db)
    if tablet is None:
        raise SignInNeeded
    return tablet


ATablet = Annotated[Tablet, Depends(_tablet)]
"""The tablet that this browser is. Where it is none, or has been stopped, the sign-in page is shown."""


def _tablets(me: Me) -> Tablets:
    return Tablets(me)


TheTablets = Annotated[Tablets, Depends(_tablets)]
"""The tablets of the group, in the hands of a worker."""


def _tablet_there(tablets: TheTablets, tablet_id: str) -> Tablet:
    return tablets.find(tablet_id)


def _person(people: ThePeople, person_id: str) -> Person:
    return people.find(person_id)


def _badge(request: Request, key: str, db: Db) -> Badge:
    try:
        tablet = tablet_of(request, db)
        badge = Badge.find(db, key, group_id=tablet.group_id if tablet else None)
    except NotFound:
        raise BadgeRefused from None
    # On a tablet a badge opens what a tap does, and when a tap does. One that was stopped opens nothing.
    if Cookie.TABLET.of(request) and not (tablet and tablet.is_open(now())):
        raise BadgeRefused
    return badge


def _invitation(key: str, db: Db) -> Invitation:
    return Invitation.find(db, key)


def _seed(request: Request) -> Seed:
    return Seed(Cookie.SEED.of(request)) if Cookie.SEED.of(request) else Seed.new()


def _my_things(known: Who, me: Me) -> Things:
    # A picture on a tablet can be tapped by somebody else.
    if known.by_tap:
        raise NotAllowed
    return Things(me, by=me)


def _their_things(me: MayHandleThings, person_id: str) -> Things:
    return Things(People(me).find(person_id), by=me)


MyThings = Annotated[Things, Depends(_my_things)]
"""What is theirs, for who has shown a badge, a passkey or a password."""


TheirThings = Annotated[Things, Depends(_their_things)]
"""Somebody's things, in the hands of a worker whom they asked."""


ATabletThere = Annotated[Tablet, Depends(_tablet_there)]
APerson = Annotated[Person, Depends(_person)]
ABadge = Annotated[Badge, Depends(_badge)]
AnInvitation = Annotated[Invitation, Depends(_invitation)]
ASeed = Annotated[Seed, Depends(_seed)]


def _frame(me: Me, note: str = "", at: str = "") -> Frame:
    return Frame.around(me, Note.find(me, note) if note else None, at=at)


AFrame = Annotated[Frame, Depends(_frame)]
"""What stands around a page: whose group it is, who to ask, and what just happened."""
