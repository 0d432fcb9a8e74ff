"""Which picture fits the words that somebody typed. None is better than a wrong one."""

import re
import unicodedata
from functools import cache

from app.pantry.items import ITEMS, Item

Stems = tuple[str, ...]

LONGEST = 4
"""The most words of a phrase that is looked for."""

SHORTEST_SLIP = 6
"""How long a word must be for one wrong letter in it to be forgiven."""

ENDINGS = (
    ("oe", "o"),
    ("che", "ch"),
    ("she", "sh"),
    ("xe", "x"),
    ("sse", "ss"),
    ("ve", "f"),
    ("fe", "f"),
    ("y", "ie"),
)
"""What remains of a plural's last letters without its s, and how one of it ends."""

BREAKS = frozenset(("and", "or", "with", "without", "for", "in", "from", "on", "to"))
"""What comes after one of these is about something else."""

ARTICLES = frozenset(("a", "an", "the", "some"))

BITS = """
breast thigh leg wing fillet slice chunk piece half quarter wedge floret clove stick stalk bulb head leaf bunch sprig
segment ring strip cube puree paste zest peel rind skin juice white yolk bag chopped sliced grated diced peeled cooked
fresh frozen tinned ripe raw dried melted washed crushed ground mashed large small big medium
"""
"""A part of a item, or what was done to it: it comes after the word that counts."""

NO_PICTURE = """
spring onion, spring roll, sausage roll, swiss roll, butternut squash, green bean, runner bean, french bean, jelly bean,
fish cake, rice cake, crab cake, potato cake, oat cake, fruit salad, passion fruit, almond butter, nut butter,
flower pot, bottle top, washing soda, batter, bitter, better
"""
"""Words that end like something that there is a drawing of, and are something else."""


def picture_of(said: str) -> Item | None:
    """The item whose drawing fits what was typed, if there is one."""
    known, stems = _known(), _stems(said)
    return known.get(stems) or _at_the_end(_head(stems))


def symbol_for(said: str) -> str:
    """The name of the drawing that fits what was typed, or nothing."""
    item = picture_of(said)
    return item.name if item else ""


def offered_for(said: str) -> list[Item]:
    """The items to offer first for what was typed: the best, what else is named in it, and what stands beside it."""
    known, stems = _known(), _stems(said)
    best = picture_of(said)
    named = [item for stem in reversed(stems) if (item := known.get((stem,)))]
    first = [item for item in (best, *named) if item]
    beside = [item for item in ITEMS.values() if first and item.shelf == first[0].shelf]
    return list(dict.fromkeys((*first, *beside)))


def _at_the_end(stems: Stems) -> Item | None:
    """What the words are in the end: tomato for ripe tomatoes, a whisk for an egg whisk."""
    known = _known()
    while stems:
        for size in range(min(LONGEST, len(stems)), 0, -1):
            phrase = stems[-size:]
            if phrase in _not_known():
                return None
            if item := known.get(phrase):
                return item
        if stems[-1] not in _bits():
            return _slip(stems[-1])
        stems = stems[:-1]
    return None


def _head(stems: Stems) -> Stems:
    """The words that say what it is: of a tin of tomatoes for a soup, the tomatoes."""
    until = next((place for place, stem in enumerate(stems) if place and stem in BREAKS), len(stems))
    head = stems[:until]
    return head[len(head) - head[::-1].index("of") :] if "of" in head else head


def _slip(stem: str) -> Item | None:
    """What a word means in which one letter is wrong, missing or too much. The first letter is never wrong."""
    if len(stem) < SHORTEST_SLIP:
        return None
    near = {item for phrase, item in _known().items() if len(phrase) == 1 and _is_near(stem, phrase[0])}
    return near.pop() if len(near) == 1 else None


def _is_near(typed: str, word: str) -> bool:
    if len(word) < SHORTEST_SLIP or typed[0] != word[0] or abs(len(typed) - len(word)) > 1:
        return False
    same = next((place for place, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), None)
    if same is None:
        return True
    rests = (
        (typed[same + 1 :], word[same + 1 :]),
        (typed[same + 1 :], word[same:]),
        (typed[same:], word[same + 1 :]),
    )
    swapped = typed[same : same + 2] == word[same : same + 2][::-1] and typed[same + 2 :] == word[same + 2 :]
    return swapped or any(one == other for one, other in rests)


@cache
def _known() -> dict[Stems, Item]:
    """Everything that there is a drawing of, by each of its words."""
    return {_stems(said): item for name, item in ITEMS.items() for said in (item.words, *item.said)}


@cache
def _not_known() -> frozenset[Stems]:
    return frozenset(_stems(phrase) for phrase in NO_PICTURE.split(","))


@cache
def _bits() -> frozenset[str]:
    return frozenset(_stem(bit) for bit in BITS.split())


def _stems(said: str) -> Stems:
    plain = unicodedata.normalize("NFKD", said.casefold()).replace("\u2019", "").replace("'", "")
    first = re.split(r"[,;(/&+]", "".join(letter for letter in plain if not unicodedata.combining(letter)))[0]
    return tuple(_stem(word) for word in re.findall(r"[^\W\d_]+", first) if word not in ARTICLES)


def _stem(word: str) -> str:
    """A word as one of it, the same for tomato, tomatoes, tomatos and tomatoe."""
    one = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return next((one.removesuffix(end) + kept for end, kept in ENDINGS if one.endswith(end)), one)
