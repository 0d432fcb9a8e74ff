"""What is somebody's own: the recipes that they made, the photos that they took, and the photos of them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select

from boards.deletion import delete_for_good, forget_photos
from boards.hands import Hands
from boards.hands.album import photos_of
from boards.leaving import leave
from boards.permission import Permission, Viewer
from boards.person import Person
from boards.photo import Photo, Picture
from boards.problems import NotFound
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right
from boards.showing import keys_in, shown_among
from boards.shown import ShownRecipe, shown_recipe


class Things(Hands):
    """A person's own things, to take away or to delete: by themselves, or by a worker when they ask."""

    def __init__(self, person: Person, *, by: Person) -> None:
        self.right = Right.OWN if by is person else Right.HANDLE_THINGS
        super().__init__(by)
        if person.group_id != by.group_id:
            raise NotFound
        self.person = person

    @property
    def viewer(self) -> Viewer:
        """The eyes of whoever gets their copy: it leaves the group."""
        return Viewer.outside(self.person.group, self.person.id)

    def recipes(self) -> Sequence[Recipe]:
        """The recipes that they made and that lie in no bin, the oldest first."""
        theirs = select(Recipe).where(self._made, col(Recipe.binned_at).is_(None))
        return self.db.exec(theirs.order_by(col(Recipe.made_at), col(Recipe.id))).all()

    def photos(self) -> Sequence[Photo]:
        """The photos that they are in, the newest first."""
        return photos_of(self.person)

    def shown_recipes(self) -> tuple[ShownRecipe, ...]:
        """What may leave the group with them of these."""
        viewer = self.viewer
        return tuple(shown_recipe(recipe, viewer) for recipe in self.recipes())

    def pictures(self) -> tuple[Picture, ...]:
        """Those of the photos that they are in that may leave the group with them, the newest first."""
        viewer = self.viewer
        shown = (photo.picture_for(viewer) for photo in self.photos())
        return tuple(picture for picture in shown if picture)

    def were_taken(self) -> None:
        """Write into the record that a copy of them was taken away."""
        self.me.must(self.right)
        self.me.did(Did.THINGS_TAKEN, whom=self.person)

    def delete(self) -> set[str]:
        """Delete them for good, and return the keys of the photos whose files must go. They don't lie in a bin.

        In a recipe that somebody else made, a step stays with its words and without its photo.
        """
        self.me.must(self.right)
        keys = self._delete_recipes()
        for photo in self._photos_elsewhere():
            keys.add(photo.key)
            photo.remove()
        if self.person.photo_key:
            keys.add(self.person.photo_key)
            self.person.show(self.person.symbol)
        self.me.did(Did.THINGS_DELETED, whom=self.person)
        self.db.flush()
        forget_photos(self.db)
        leave(self.db, keys)
        self.db.expire_all()
        return keys

    def _delete_recipes(self) -> set[str]:
        theirs = select(Recipe.id).where(self._made)
        keys = keys_in(self.db, theirs)
        delete_for_good(self.db, Recipe, theirs)
        self.db.expire_all()
        return keys - shown_among(self.db, keys)

    def _photos_elsewhere(self) -> Sequence[Photo]:
        of_them = select(Permission.photo_key).where(
            Permission.person_id == self.person.id, col(Permission.ended_at).is_(None)
        )
        # What somebody took to show a colleague's face isn't theirs to delete.
        faces = select(col(Person.photo_key)).where(
            col(Person.photo_key).is_not(None), col(Person.id) != self.person.id
        )
        taken = and_(Photo.maker_id == self.person.id, col(Photo.key).not_in(faces))
        theirs = select(Photo).where(
            Photo.group_id == self.person.group_id,
            col(Photo.removed_at).is_(None),
            or_(taken, col(Photo.key).in_(of_them)),
        )
        return self.db.exec(theirs).all()

    @property
    def _made(self) -> ColumnElement[bool]:
        return col(Recipe.maker_id) == self.person.id
