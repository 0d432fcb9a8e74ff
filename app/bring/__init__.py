"""Recipes that come from elsewhere: a file that somebody brings, read without trust."""
