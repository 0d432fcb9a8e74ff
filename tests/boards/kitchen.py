"""A photo that Bob took, and everybody who might look at it."""

from dataclasses import dataclass
from datetime import datetime

from boards.group import Basis
from boards.hands.recipes import Recipes
from boards.permission import NOBODY, Audience, Permission, Saying, Viewer
from boards.person import Person
from boards.photo import Photo, Standing
from boards.recipe import Recipe
from boards.right import Role
from tests.boards.conftest import Cast, pictures

GROUP = {"Alice", "Bob", "Sam", "the tablet"}
"""Everybody in the group."""


@dataclass
class Kitchen:
    """A photo that Bob took, in a group with Sam in it too, whose people say who sees them."""

    cast: Cast
    sam: Person
    recipe: Recipe

    @classmethod
    def of(cls, cast: Cast, *, photos: int = 1) -> "Kitchen":
        """The cast in it, with a recipe of Bob's."""
        cast.bob.group.basis = Basis.CONSENT
        sam = Person(group_id=cast.bob.group_id, name="Sam", role=Role.MEMBER, group=cast.bob.group)
        cast.db.add(sam)
        recipe = Recipes(cast.bob).make("Soup", pictures(photos))
        cast.db.flush()
        return cls(cast, sam, recipe)

    @property
    def photo(self) -> Photo:
        """The photo of the first step."""
        return self.recipe.steps[0].photo

    @property
    def family(self) -> Viewer:
        """Whoever has a link of the group, now."""
        return Viewer.family(self.cast.bob.group)

    def seen_by(self) -> set[str]:
        """Who sees the photo now."""
        eyes = {
            "Alice": self.cast.alice.viewer,
            "Bob": self.cast.bob.viewer,
            "Sam": self.sam.viewer,
            "the tablet": Viewer.inside(self.cast.bob.group),
            "a family": self.family,
            "Charlie": self.cast.charlie.viewer,
            "another family": Viewer.outside(self.cast.charlie.group),
            "nobody": NOBODY,
        }
        seen = {name for name, viewer in eyes.items() if self.photo.is_shown_to(viewer)}
        assert seen == {name for name, viewer in eyes.items() if self.photo.picture_for(viewer)}
        return seen

    def in_it(self, *people: Person, child: bool = False, stranger: bool = False) -> None:
        """Alice has looked, and says who is in the photo."""
        those = [person.id for person in people]
        self.photo.show_people(those, child=child, stranger=stranger, by_id=self.cast.alice.id)
        self.cast.db.flush()

    def says(self, person: Person, audience: Audience, until: datetime | None = None) -> Permission:
        """Somebody in the photo says who sees them."""
        return self.photo.permit(person.id, Saying(audience, person.id, until=until))

    def standing(self) -> Standing:
        """What a family is told of it."""
        return self.photo.standing(self.family)

    def rests_on(self, basis: Basis) -> None:
        """The group changes what its photos of people rest on."""
        self.cast.bob.group.basis = basis
