"""QR codes, as part of a page."""

import segno
from markupsafe import Markup


def qr_of(address: str, *, on_paper: bool = False) -> Markup:
    """The code of an address. On paper it bears dirt and scratches, and has the quiet edge that cameras want."""
    code = segno.make_qr(address, error="q" if on_paper else "m")
    # Without a size of its own, so that it is drawn as large as its place and never cut off.
    drawn = code.svg_inline(border=4 if on_paper else 2, dark="#000000", light="#ffffff", omitsize=True)
    return Markup(drawn)  # noqa: S704 - drawn by the library from our own address
