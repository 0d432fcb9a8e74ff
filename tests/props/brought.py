"""A file that somebody may bring in, made by hand."""

import io
import json
from zipfile import ZipFile


def a_file(title: str = "Cake") -> bytes:
    """A recipe without steps, on a board of the same name."""
    cake = {"page": "cake.html", "title": title, "made_on": "", "cover": None}
    cake |= {kind: [] for kind in ("reminders", "ingredients", "tools", "steps")}
    boards = [{"title": title, "recipes": ["cake.html"]}]
    listing = {"format": 1, "group": title, "taken": "", "boards": boards, "recipes": [cake], "files": {}}
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("recipes.json", json.dumps(listing))
    return out.getvalue()
