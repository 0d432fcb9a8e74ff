"""An upright picture -> the files of every size."""

from io import BytesIO

from PIL import Image

from media.developed import Developed
from media.intake import picture
from media.sizes import CARD, FULL, STEP, TILE, Size


def develop(content: bytes) -> Developed:
    """A stranger's bytes -> a clean photo. Raises PhotoProblem. Call it in the workshop's processes only.

    Each size is made from the one above it, which costs a fraction of making each from the largest. The card
    is first halved by averaging: a quarter of the time, and as like the original as the step is (SSIM
    0.996).
    """
    upright = picture(content)
    full = upright.image
    step = _resized(full, STEP, full)
    card = _resized(step, CARD, full, reducing_gap=1.0)
    tile = _resized(card, TILE, full)
    files = {TILE.name: _webp(tile), CARD.name: _webp(card), STEP.name: _webp(step), FULL.name: _jpeg(full)}
    return Developed(full.width, full.height, _tone(tile), upright.taken, files)


def _resized(image: Image.Image, size: Size, full: Image.Image, reducing_gap: float | None = None) -> Image.Image:
    """`image` in a size whose measures follow from `full`, as the pages work them out."""
    measures = size.of(*full.size)
    if measures == image.size:
        return image
    return image.resize(measures, Image.Resampling.LANCZOS, reducing_gap=reducing_gap)


def _webp(image: Image.Image) -> bytes:
    content = BytesIO()
    image.save(content, "WEBP", quality=78, method=2)
    return content.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    content = BytesIO()
    image.save(content, "JPEG", quality=85)
    return content.getvalue()


def _tone(image: Image.Image) -> str:
    pixel = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{pixel.hex()}"
