"""A page as a browser finds it, and as somebody reads it."""

import html
import json
import re
from html.parser import HTMLParser

from tests.conftest import ADDRESS, House

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{991*991}}"

ADDRESSES = {"action", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"}
"""Attributes by which a page takes something from somewhere, or leads there."""

OURS = re.compile(rf"/(?!/)|[#?]|data:image/svg|blob:|{ADDRESS}/")
"""An address that is no other server's."""


class Elements(HTMLParser):
    """The elements of a page, as a browser would find them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one."""
        self.found.append((tag, dict(attrs)))
        if tag == "script":
            self.said.append("")

    def handle_data(self, data: str) -> None:
        """Note what stands in a script."""
        if self.lasttag == "script" and self.cdata_elem == "script":
            self.said[-1] += data

    def recipes_for_machines(self) -> list[str]:
        """What our one script without an address says: a recipe in JSON, which nothing runs and no word can leave."""
        scripts = [attrs for tag, attrs in self.found if tag == "script"]
        said = [
            what for attrs, what in zip(scripts, self.said, strict=True) if attrs == {"type": "application/ld+json"}
        ]
        if len(said) != 1 or re.search("[<>&\u2028]", said[0]):
            return []
        try:
            recipe = json.loads(said[0])
        except ValueError:
            return []
        return said if (recipe.get("@context"), recipe.get("@type")) == ("https://schema.org", "Recipe") else []

    def planted(self) -> list[str]:
        """Elements that aren't ours: scripts without an address, handlers, pictures and links to elsewhere.

        One recipe for machines is ours, if it is all that its element says.
        """
        ours = {"type": "application/ld+json"} if self.recipes_for_machines() else None
        return [
            f"<{tag} {attrs}>"
            for tag, attrs in self.found
            if any(name.startswith("on") for name in attrs)
            or (tag == "script" and attrs != ours and not (attrs.get("src") or "").startswith("/static/"))
            or any(not OURS.match(attrs[name] or "") for name in attrs.keys() & ADDRESSES)
        ]


def record_of(house: House, who: str = "Alice") -> str:
    """The words of the record."""
    return text_of(house.client(who).get("/record").text)


def text_of(page: str) -> str:
    """What somebody reads on a page, below its head."""
    main = f"<main{page.split('<main', 1)[1].split('</main>')[0]}"
    bare = re.sub(r"<(script|svg).*?</\1>|<[^>]+>", " ", main, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())
