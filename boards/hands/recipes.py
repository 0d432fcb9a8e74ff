"""The recipes of a group, in the hands of somebody of it: making them, and changing them step by step."""

import hashlib
from collections.abc import Collection, Sequence

from sqlmodel import col, func, select

from boards.arrival import Sent, sent_together, stand_in_turn
from boards.hands import Hands
from boards.photo import Picture
from boards.recipe import Recipe, Reminder, Step
from boards.record import Did
from boards.right import Right
from boards.text import line

MOST_KEY = 64
"""Most characters of a form's key."""


class Recipes(Hands):
    """What somebody does about recipes and their steps."""

    def make(self, title: str, pictures: Sequence[Picture] = (), *, upload: str | None = None) -> Recipe:
        """Make a recipe with a step for each picture.

        `upload` is the key of a form: what it sends again goes to the recipe that it made before. When that lies
        in the bin it stays there, and a new one is made.
        """
        self.me.must(Right.MAKE)
        upload = line(upload, "upload", most=MOST_KEY) if upload else None
        recipe = self._made_by(upload) if upload else None
        while recipe and recipe.binned_at:
            # What comes later of the same form finds the new one, too.
            upload = hashlib.sha256(f"{upload} {recipe.id}".encode()).hexdigest()
            recipe = self._made_by(upload)
        recipe = recipe or self._new(title, upload)
        recipe.add_steps(pictures, by_id=self.me.id, upload=upload)
        return recipe

    def add_steps(
        self,
        recipe: Recipe,
        pictures: Sequence[Picture],
        *,
        words: str = "",
        upload: str | None = None,
        sent: Sent | None = None,
        before: str = "",
    ) -> list[Step]:
        """Add a step for each picture that they took, and return the steps. The words go with the first.

        They stand at the end, or before the step with that id while there is one; where they stand already, they stay.

        `sent` is the one photo that a device sends by itself: its step stands in its turn.
        """
        self.me.must(Right.MAKE)
        mark = f"{self.me.id} {sent.mark}" if sent else ""
        was = {step.id for step in recipe.steps}
        steps = recipe.add_steps(pictures, by_id=self.me.id, words=words, upload=upload, mark=mark)
        if before in was:
            for step in (step for step in steps if step.id not in was):
                recipe.move(step, recipe.step(before).number)
        if sent and steps:
            stand_in_turn(self.me, steps[0], sent)
        return steps

    def sent_together(self, steps: Sequence[Step], sent: Sent | None) -> list[Step]:
        """The steps of a form's photos: these, and those whose photos came before by themselves."""
        return sent_together(self.me, steps[0], sent) if sent and steps else list(steps)

    def finish(self, recipe: Recipe, *, seen: Collection[str] | None = None) -> list[Step]:
        """Say that a recipe is finished, as far as they have seen its steps; return what others have added since."""
        self.me.must(Right.MAKE)
        return recipe.finish(by_id=self.me.id, seen=seen)

    def name(self, recipe: Recipe, title: str, *, opened_on: str = "") -> str:
        """Give a recipe a title, and return the one that it had. Raises ToldMeanwhile."""
        self.me.must(Right.MAKE)
        return self._tell(recipe, recipe.name, {"title": title}, opened_on)

    def choose_cover(self, recipe: Recipe, step: Step | None) -> str | None:
        """Let a step's photo stand for its recipe, or the last one's; return the id of the step that did."""
        self.me.must(Right.MAKE)
        return recipe.choose_cover(step)

    def remind(self, recipe: Recipe, reminders: Collection[Reminder]) -> list[Reminder]:
        """Put these reminders on a recipe and no others; return those that stood there. Only for workers."""
        self.me.must(Right.REMIND)
        return recipe.remind(reminders)

    def bin(self, recipe: Recipe) -> None:
        """Put a recipe in the bin."""
        self.me.must(Right.BIN)
        self.me.did_to_families(recipe, Did.HIDDEN_FROM_FAMILY)
        recipe.bin()

    def put_back(self, recipe: Recipe) -> None:
        """Take a recipe out of the bin."""
        self.me.must(Right.BIN)
        recipe.put_back()
        self.me.did_to_families(recipe, Did.SHOWN_TO_FAMILY)

    def tell(self, step: Step, *, opened_on: str = "", **told: str) -> dict[str, str]:
        """Say what was done in a step and all that goes with it, by the names of `Step.told` and as it was typed.

        `opened_on` is the mark of what the form was opened on. Returns what stood there, in the same way. Raises
        Several or ToldMeanwhile, and then nothing has changed.
        """
        self.me.must(Right.MAKE)
        return self._tell(step, step.tell, told, opened_on)

    def move_step(self, step: Step, to: int) -> int:
        """Put a step at a place in its recipe, and return the place that it had."""
        self.me.must(Right.MAKE)
        return step.recipe.move(step, to)

    def show_photo(self, step: Step, picture: Picture) -> Step:
        """Show another photo in a step. The one before goes to the bin as a step of its own, which is returned."""
        self.me.must(Right.MAKE)
        return step.show(picture, by_id=self.me.id)

    def swap_photo(self, step: Step, other: Step) -> None:
        """Exchange photos with a step of the same recipe that lies in the bin: the way back from `show_photo`."""
        self.me.must(Right.MAKE)
        step.swap_photo(other)

    def bin_steps(self, steps: Collection[Step]) -> None:
        """Put steps in the bin; those after them move up."""
        self.me.must(Right.BIN)
        for step in steps:
            step.bin()

    def put_back_step(self, step: Step) -> None:
        """Take a step out of the bin, to the place that it had."""
        self.me.must(Right.BIN)
        step.put_back()

    def _new(self, title: str, upload: str | None) -> Recipe:
        last = self.db.exec(select(func.max(col(Recipe.number))).where(Recipe.group_id == self.me.group_id)).one()
        recipe = Recipe(group_id=self.me.group_id, maker_id=self.me.id, number=(last or 0) + 1, upload=upload)
        recipe.name(title)
        self.db.add(recipe)
        return recipe

    def _made_by(self, upload: str) -> Recipe | None:
        ours = select(Recipe).where(Recipe.group_id == self.me.group_id, Recipe.upload == upload)
        return self.db.exec(ours).first()
