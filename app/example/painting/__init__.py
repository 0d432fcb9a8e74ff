"""Paints the pictures of the example board by our own code: `make paint` writes them into `app/example/pictures/`.

The product carries the pictures and not the paint: whoever starts a group waits for nothing to be painted.
"""

from app.example.painting.banana_pancakes import BANANA_PANCAKES
from app.example.painting.cheese_on_toast import CHEESE_ON_TOAST
from app.example.painting.fruit_salad import FRUIT_SALAD
from app.example.painting.tomato_soup import TOMATO_SOUP

PAINTINGS = {
    "tomato-soup": TOMATO_SOUP,
    "cheese-on-toast": CHEESE_ON_TOAST,
    "fruit-salad": FRUIT_SALAD,
    "banana-pancakes": BANANA_PANCAKES,
}
"""How to paint each step of a recipe, by the name that its files have: 1600 by 1200 pixels, RGB."""
