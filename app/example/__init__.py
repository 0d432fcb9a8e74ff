"""An example board whose pictures are drawn by our own code, so that a newcomer sees the product full."""

from app.example.banana_pancakes import BANANA_PANCAKES
from app.example.cheese_on_toast import CHEESE_ON_TOAST
from app.example.fruit_salad import FRUIT_SALAD
from app.example.recipe import ExampleRecipe, ExampleStep, jpeg
from app.example.tomato_soup import TOMATO_SOUP

BOARD = "Our kitchen"
RECIPES: tuple[ExampleRecipe, ...] = (TOMATO_SOUP, CHEESE_ON_TOAST, FRUIT_SALAD, BANANA_PANCAKES)

__all__ = ["BOARD", "RECIPES", "ExampleRecipe", "ExampleStep", "jpeg"]
