"""Booklets: a recipe or a board as a tagged PDF (PDF/UA), for paper and for keeping.

    manuscript.py   what stands in one, as finished values: made from what is shown, and from nothing else
    answer.py       a request in; out comes the file, or the page that is shown while it is made
    bindery.py      has it made, one at a time, and keeps it a while
    press.py        the separate, limited process that makes it
    typeface.py     which typefaces there are, and what to do about letters that none of them has
    booklet.typ     what it looks like

The web's process doesn't load typst: only the press does.
"""

from typing import Final

PAGES: Final = "pages"
"""What the press says when every photo is ready."""

NO_ROOM: Final = 4
"""The exit code of a press that finds the disk full."""
