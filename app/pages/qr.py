"""QR codes, as part of a page."""

import segno
from markupsafe import Markup


def qr_of(address: str, *, on_paper: bool = False) -> Markup:
    """The code of an address. On paper it bears dirt and scratches, and has the quiet edge that cameras want."""
    code = segno.make_qr(address, error="q" if on_paper else "m")
    drawn = code.svg_inline(scale=8, border=4 if on_paper else 2, dark="#000000", light="#ffffff")
    return Markup(drawn)  # noqa: S704 - drawn by the library from our own address
