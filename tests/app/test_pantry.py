"""From the words that somebody types to a picture: the right one, or none."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from app import words
from app.assets import assets
from app.pages.parts.needs import REMINDER_ICONS
from app.pantry import matching
from app.pantry.drawings import SYMBOLS, drawing
from app.pantry.items import FILES, ITEMS, MEASURES, OURS, Shelf
from app.pantry.matching import picture_of
from boards.need import SYMBOL, Kind
from boards.recipe import Reminder

FITS = {
    "tomato": ["tomato", "Tomatoes", "tomatos", "tomatoe", "TOMATO", "2 ripe tomatoes", "tinned tomatoes", "tomatto",
               "tin of tomatoes", "1 x 400g tin chopped tomatoes", "tomatoes, chopped", "tomato puree"],
    "potato": ["potatos", "potatoe", "baking potatoes", "spuds"],
    "courgette": ["courgettes", "1 large courgette", "zucchini"],
    "aubergine": ["aubergines", "egg plant"],
    "meat": ["mince", "500g beef mince", "minced meat", "lamb chops", "steak"],
    "crisps": ["crisps", "packet of crisps", "crisp"],
    "chips": ["chips", "oven chips", "french fries"],
    "biscuits": ["biscuit", "cookies"],
    "peas": ["peas", "frozen peas", "pea"],
    "pear": ["pears"],
    "herbs": ["basil", "fresh coriander", "mint leaves", "a bunch of parsley", "bay leaf"],
    "lettuce": ["lettuce", "salad"],
    "spinach": ["cabbage"],
    "cherries": ["cherry", "cherries"],
    "sweetcorn": ["sweet corn", "corn on the cob"],
    "chicken": ["chicken breasts", "2 chicken thighs", "chiken"],
    "fish": ["fish fingers", "tin of tuna"],
    "egg": ["3 eggs", "egg yolk"],
    "cheese": ["grated cheese", "cheddar", "cheeze", "cheese, grated", "cream cheese"],
    "cream": ["double cream"],
    "ice_cream": ["ice cream"],
    "yoghurt": ["yogurt", "plain yoghurt", "pot of yoghurt"],
    "bread": ["bread", "slices of bread", "toast", "a loaf of bread"],
    "rice": ["brown rice", "cup of rice"],
    "pasta": ["spaghetti", "spagetti", "pasta"],
    "flour": ["self raising flour", "cornflour"],
    "oil": ["2 tbsp olive oil"],
    "salt": ["salt and pepper", "sea salt"],
    "black_pepper": ["black pepper", "a pinch of pepper"],
    "pepper": ["red pepper", "peppers"],
    "chilli": ["chillies", "chilli peppers"],
    "chocolate": ["milk chocolate", "chocolate chips"],
    "milk": ["chocolate milk", "milk or cream"],
    "lemon": ["lemon juice", "lemon zest"],
    "juice": ["orange juice", "apple juice"],
    "water": ["hot water", "glass of water"],
    "banana": ["bannana", "ripe bananas"],
    "broccoli": ["brocoli"],
    "mushrooms": ["mushrom", "mushrooms"],
    "knife": ["knives", "sharp knife"],
    "frying_pan": ["pan", "big pan"],
    "saucepan": ["pot", "sauce pan"],
    "chopping_board": ["chopping boards", "board"],
    "whisk": ["egg whisk"],
    "peeler": ["potato peeler"],
    "grater": ["cheese grater"],
    "spatula": ["fish slice"],
    "baking_tray": ["cake tin", "baking trays"],
    "tin_opener": ["tin opener for the beans"],
    "tinned_food": ["a tin"],
    "cup": ["mugs"],
    "spoon": ["tea spoon"],
    "kitchen_roll": ["kitchen roll"],
}  # fmt: skip
"""What people type, by the item whose drawing fits."""

NONE = [
    "", " ", "of", "tin of", "2", "quinoa", "plum", "spring onions", "butternut squash", "green beans", "rice cakes",
    "fruit salad", "sausage roll", "lemon squeezer", "pizza cutter", "egg box", "batter", "better", "leaf", "juicer",
    "cream of tartar", "cream crackers", "cake stand", "بطاطس", "x" * 80, "🍲", "parrot", "cinema",
]  # fmt: skip
"""What gets no picture: a wrong one would be worse."""


@pytest.mark.parametrize(("said", "name"), [(said, name) for name, all_said in FITS.items() for said in all_said])
def test_words_get_the_picture_that_fits(said: str, name: str) -> None:
    item = picture_of(said)
    assert item
    assert item.name == name


@pytest.mark.parametrize("said", NONE)
def test_words_without_a_picture_get_none(said: str) -> None:
    assert picture_of(said) is None


def test_everything_is_found_by_its_own_words_and_by_each_other_word_for_it() -> None:
    wrong = [
        (said, name)
        for name, item in ITEMS.items()
        for said in (item.words, f"2 {item.words.removesuffix('s')}s", *item.said)
        if picture_of(said) is not item
    ]
    assert wrong == []


def test_no_word_means_two_things_nor_is_one_letter_from_another() -> None:
    all_said = [(matching._stems(said), name) for name, item in ITEMS.items() for said in (item.words, *item.said)]
    twice = [(one, other) for (one, _), (other, _) in combinations(all_said, 2) if one == other]
    assert twice == []
    near = [
        (one[0], other[0])
        for (one, name), (other, another) in combinations(all_said, 2)
        if name != another and len(one) == len(other) == 1 and matching._is_near(one[0], other[0])
    ]
    assert near == []


def test_the_pictures_that_fit_best_come_first() -> None:
    names = [item.name for item in matching.offered_for("chicken pie with peas")]
    assert names[:3] == ["pie", "peas", "chicken"]
    assert matching.offered_for("quinoa") == []


def test_there_is_much_to_tap_each_with_a_drawing_and_words() -> None:
    kinds = [item.shelf.kind for item in ITEMS.values()]
    assert kinds.count(Kind.INGREDIENT) >= 90
    assert kinds.count(Kind.TOOL) >= 30
    assert set(words.SHELVES) == set(Shelf)
    assert set(words.REMINDS) == set(REMINDER_ICONS) == set(Reminder)
    assert set(words.MEASURE_ONE) == set(words.MEASURE_MANY) == set(MEASURES)
    assert max(map(len, ITEMS)) <= SYMBOL


def test_every_drawing_is_served_and_none_of_ours_is_left_over() -> None:
    for name in FILES:
        ET.fromstring(drawing(name))
        assert assets().href(f"drawing-{name}").endswith(".svg")
    assert {file.stem for file in OURS.glob("*.svg")} == {file for file in FILES.values() if file.islower()}
    assert all(FILES[name] for name in SYMBOLS if name in FILES)


def test_a_drawing_runs_nothing_and_fetches_nothing() -> None:
    for name in FILES:
        assert not re.search(r"<script|href|\bon\w+=|url\(|<image|<foreignObject", drawing(name)), name


@pytest.mark.parametrize(
    ("number", "measure", "said"),
    [
        ("½", "cup", "½ cup"),
        ("1", "handful", "1 handful"),
        ("1", "pinch", "1 pinch"),
        ("1½", "cup", "1½ cups"),
        ("2", "pinch", "2 pinches"),
        ("3", "small_spoon", "3 small spoons"),
        ("12", "", "12"),
    ],
)
def test_amounts_are_said_as_people_say_them(number: str, measure: str, said: str) -> None:
    assert words.amount(number, measure) == said
