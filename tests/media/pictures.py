"""Pictures for the tests, made in code: nobody's real photo lies in this repository."""

import random
import re
import struct
import zlib
from dataclasses import dataclass, replace
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, ImageFilter

pillow_heif.register_heif_opener()  # writes HEIC, which pi-heif can't; the product only reads it, with pi-heif

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 170, 40), (30, 50, 200), (230, 210, 40)
CORNERS = (RED, GREEN, BLUE, YELLOW)
"""Top left, top right, bottom left, bottom right of an upright picture."""

GPS_DEGREES = 51.50735
SECRETS = (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"Photoshop 3.0", b"Mrs Whitstable", b"WhitstablePhone")
"""What must be in no file that we keep: marks of metadata, and words that the pictures here carry in theirs."""

TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held that way stores an upright scene."""


def kitchen(width: int = 640, height: int = 480) -> Image.Image:
    """A picture with a colour of its own in each corner."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    for place, colour in zip(((0, 0), (half[0], 0), (0, half[1]), half), CORNERS, strict=True):
        image.paste(colour, (*place, width, height))
    return image


def textured(width: int, height: int, seed: int = 1) -> Image.Image:
    """With enough detail that a file of it has somewhere to be damaged."""
    noise = Image.frombytes("RGB", (16, 12), random.Random(seed).randbytes(16 * 12 * 3))
    return Image.blend(kitchen(width, height), noise.resize((width, height), Image.Resampling.BICUBIC), 0.4)


LIGHT, BROWN, DARK = (236, 188, 160), (198, 140, 104), (120, 78, 54)
"""Skins of the faces that are drawn here."""


def face(across: int, skin: tuple[int, int, int] = BROWN, hair: tuple[int, int, int] = (48, 34, 28)) -> Image.Image:
    """Nobody's head, drawn `across` pixels wide and 1.4 times as high, see-through around it."""
    head = Image.new("RGBA", (300, 420))
    draw = ImageDraw.Draw(head)
    draw.ellipse((10, 0, 290, 330), fill=hair)
    draw.rectangle((105, 330, 195, 420), fill=_shade(skin, 0.75))
    _lit(head, skin, (40, 70, 260, 385))
    draw.chord((45, 20, 255, 240), 200, 340, fill=hair)
    for x in (105, 195):
        _eye(draw, x, skin, hair)
    draw.polygon([(150, 195), (158, 195), (176, 268), (160, 270)], fill=_shade(skin, 0.75))
    for x in (130, 155):
        draw.ellipse((x, 266, x + 15, 279), fill=_shade(skin, 0.5))
    draw.ellipse((106, 306, 194, 346), fill=(176, 82, 80))
    draw.polygon([(106, 324), (150, 334), (194, 324), (150, 318)], fill=(110, 40, 42))
    draw.arc((110, 330, 190, 372), 30, 150, fill=_shade(skin, 0.7), width=5)
    return head.filter(ImageFilter.GaussianBlur(3)).resize((across, across * 7 // 5), Image.Resampling.LANCZOS)


def with_faces(image: Image.Image, *places: tuple[int, int], across: int, **looks: tuple[int, int, int]) -> Image.Image:
    """The picture with a drawn head at each of the places, which are its top left corners in pixels."""
    peopled, head = image.copy(), face(across, **looks)
    for place in places:
        peopled.paste(head, place, head)
    return peopled


def _eye(draw: ImageDraw.ImageDraw, x: int, skin: tuple[int, int, int], hair: tuple[int, int, int]) -> None:
    draw.ellipse((x - 34, 168, x + 34, 222), fill=_shade(skin, 0.82))
    draw.ellipse((x - 25, 183, x + 25, 209), fill=(238, 234, 228))
    draw.ellipse((x - 12, 183, x + 12, 209), fill=(50, 32, 22))
    draw.arc((x - 27, 178, x + 27, 214), 190, 350, fill=(40, 26, 20), width=5)
    draw.arc((x - 36, 148, x + 36, 190), 205, 335, fill=hair, width=9)


def _lit(head: Image.Image, skin: tuple[int, int, int], oval: tuple[int, int, int, int]) -> None:
    """Skin in an oval, with the light from one side."""
    shape = Image.new("L", head.size)
    ImageDraw.Draw(shape).ellipse(oval, fill=255)
    light = Image.linear_gradient("L").rotate(90).resize(head.size)
    bright, dim = (Image.new("RGB", head.size, _shade(skin, much)) for much in (1.08, 0.78))
    head.paste(Image.composite(bright, dim, light), mask=shape)


def _shade(colour: tuple[int, int, int], much: float) -> tuple[int, ...]:
    return tuple(min(255, round(level * much)) for level in colour)


def grain(width: int, height: int, seed: int = 1) -> Image.Image:
    """Nothing but noise: the hardest there is for a codec."""
    return Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))


def saved(image: Image.Image, image_format: str, **options: object) -> bytes:
    if isinstance(options.get("exif"), Image.Exif):  # as bytes, or pillow-heif doesn't see an orientation in it
        options["exif"] = options["exif"].tobytes()
    content = BytesIO()
    image.save(content, image_format, **options)
    return content.getvalue()


def exif(orientation: int = 1, **tags: object) -> Image.Exif:
    """As a phone writes it: the position of a home, its owner's name, a maker note. `tags` are of the Exif folder."""
    written = Image.Exif()
    written[0x0112] = orientation
    written[0x010F] = "WhitstablePhone"
    written[0x013B] = "Mrs Whitstable"
    folder = written.get_ifd(0x8769)
    folder[0x927C] = b"WhitstablePhone maker note \x00\x01"
    names = {"original": 0x9003, "digitized": 0x9004, "fraction": 0x9291, "offset": 0x9011}
    folder.update({names[name]: value for name, value in tags.items()})
    position = written.get_ifd(0x8825)
    position.update({1: "N", 2: (GPS_DEGREES, 0.0, 0.0), 3: "W", 4: (0.12776, 0.0, 0.0)})
    return written


def phone_photo(width: int = 4000, height: int = 3000, orientation: int = 6) -> bytes:
    """A 12-megapixel JPEG, stored lying on its side, with everything attached that phones and programs attach."""
    turn = TURNED[orientation]
    image = textured(height, width) if orientation > 4 else textured(width, height)
    content = saved(
        image if turn is None else image.transpose(turn),
        "JPEG",
        quality=90,
        exif=exif(orientation, original="2026:11:22 17:30:01", fraction="25", offset="+00:00"),
        comment=b"<script>alert('Mrs Whitstable')</script>",
        icc_profile=srgb_profile(),
        xmp=b"<x:xmpmeta>Mrs Whitstable</x:xmpmeta>",
    )
    return with_segment(content, 0xED, b"Photoshop 3.0\0" + b"8BIM Mrs Whitstable")


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """The same JPEG with one more segment right after its start."""
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content + jpeg[2:]


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def wide_profile() -> bytes:
    """sRGB's profile with red and green changed for Display P3's (D50 values out of Apple's own profile)."""
    profile = bytearray(srgb_profile())
    for tag, xyz in (
        (b"rXYZ", (0.51512, 0.2412, -0.00105)),
        (b"gXYZ", (0.29198, 0.69225, 0.04189)),
        (b"bXYZ", (0.1571, 0.06657, 0.78407)),
    ):
        at = profile.index(tag, 128)
        offset = struct.unpack_from(">I", profile, at + 4)[0]
        struct.pack_into(">3i", profile, offset + 8, *(round(value * 65536) for value in xyz))
    return bytes(profile)


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *, squeezed: bytes | None = None) -> bytes:
    """A PNG from its header's numbers and its raw rows, for what Pillow can't write."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    packed = zlib.compress(rows, 9) if squeezed is None else squeezed
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bomb() -> bytes:
    """A few hundred kilobytes at most, of 17,000 by 17,000 black pixels: 870 MB once unpacked."""
    squeeze = zlib.compressobj(9)
    rows = b"".join(squeeze.compress(bytes(1 + 17_000 * 3)) for _ in range(17_000)) + squeeze.flush()
    return png(17_000, 17_000, 8, 2, b"", squeezed=rows)


def huge(width: int, height: int, **options: object) -> bytes:
    """A JPEG of the kitchen in any size, put together in no time: two rows of its blocks, again and again."""
    small = saved(kitchen(width, 32), "JPEG", restart_marker_rows=1, **options)
    tall = re.sub(
        rb"\xff\xda..((?:[^\xff]|\xff[\0\xd0-\xd7])*)",
        lambda scan: _taller(scan[0], height // 32),
        small,
        flags=re.DOTALL,
    )
    return with_size(tall, width, height // 32 * 32)


def _taller(scan: bytes, times: int) -> bytes:
    """A scan whose rows restart, with its upper and its lower half so many times as high."""
    start = 2 + scan[3]
    rows = re.split(rb"\xff[\xd0-\xd7]", scan[start:])
    rows = rows[: len(rows) // 2] * times + rows[len(rows) // 2 :] * times
    again = (bytes((0xFF, 0xD0 + number % 8)) + row for number, row in enumerate(rows[1:]))
    return scan[:start] + rows[0] + b"".join(again)


def with_size(jpeg: bytes, width: int, height: int) -> bytes:
    """A JPEG whose header tells other measures."""
    at = re.search(rb"\xff[\xc0\xc2]\0", jpeg).start() + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def many_scans(scans: int, width: int = 4000, height: int = 3000) -> bytes:
    """A grey progressive JPEG of some kilobytes that a decoder goes over so many times, refining nothing."""
    blocks = -(-width // 8) * -(-height // 8)
    runs = int(("0" + "1" * 14) * -(-blocks // 32_767) + "1" * 7, 2)  # each: 32,767 blocks without a change
    bits = runs.bit_length() + 1
    nothing = (runs >> bits % 8).to_bytes(bits // 8, "big").replace(b"\xff", b"\xff\0")
    tables = [(0xDB, bytes([0]) + bytes([1] * 64))]
    tables += [(0xC4, bytes([kind, 1]) + bytes(15) + bytes([symbol])) for kind, symbol in ((0x00, 0), (0x10, 0xE0))]
    frame = (0xC2, struct.pack(">BHHB", 8, height, width, 1) + bytes([1, 0x11, 0]))
    first = _segment(0xDA, bytes([1, 1, 0, 0, 0, 0])) + bytes(-(-blocks // 8))
    again = _segment(0xDA, bytes([1, 1, 0, 1, 63, 0x10])) + nothing
    start = b"".join(_segment(marker, content) for marker, content in (*tables, frame))
    return b"\xff\xd8" + start + first + again * (scans - 1) + b"\xff\xd9"


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


@dataclass(frozen=True)
class Item:
    """A picture in a HEIC or AVIF: its kind, what is said of it (whole boxes), its bytes, and what it is made of.

    `shares` is the number of the item whose bytes it shows, if they aren't its own.
    """

    kind: bytes
    said: tuple[bytes, ...] = ()
    content: bytes = b""
    parts: tuple[int, ...] = ()
    goes_with: int = 0
    shares: int = 0


def box(name: bytes, *content: bytes) -> bytes:
    """A box of ISO 14496-12."""
    whole = b"".join(content)
    return struct.pack(">I4s", len(whole) + 8, name) + whole


def ispe(width: int, height: int) -> bytes:
    """How large a picture is said to be."""
    return box(b"ispe", bytes(4), struct.pack(">II", width, height))


def grid(columns: int, rows: int, width: int, height: int) -> bytes:
    """The content of a grid."""
    return struct.pack(">BBBBII", 0, 1, rows - 1, columns - 1, width, height)


def coded(photo: bytes) -> Item:
    """The one picture of a HEIC or AVIF, to build others with."""
    kind, config = (b"av01", b"av1C") if b"av1C" in photo else (b"hvc1", b"hvcC")
    said = []
    for name in (config, b"ispe", b"pixi"):
        at = photo.index(name) - 4
        said.append(photo[at : at + struct.unpack_from(">I", photo, at)[0]])
    return Item(kind, tuple(said), photo[photo.index(b"mdat") + 4 :])


def heif(brand: bytes, *items: Item) -> bytes:
    """A HEIC or AVIF of these items, numbered from 1, of which the first is shown."""
    said = list(dict.fromkeys(one for item in items for one in item.said))
    kinds = b"".join(
        box(b"infe", bytes([2, 0, 0, 0]), struct.pack(">HH4sB", number, 0, item.kind, 0))
        for number, item in enumerate(items, start=1)
    )
    said_of = b"".join(
        struct.pack(">HB", number, len(item.said)) + bytes(said.index(one) + 1 for one in item.said)
        for number, item in enumerate(items, start=1)
    )
    refers = b"".join(
        box(name, struct.pack(f">HH{len(to)}H", number, len(to), *to))
        for number, item in enumerate(items, start=1)
        for name, to in ((b"dimg", item.parts), (b"auxl", (item.goes_with,) if item.goes_with else ()))
        if to
    )
    start = box(b"ftyp", brand, bytes(4), brand, b"mif1miaf")

    def described(first: int) -> bytes:
        ends = [first]
        ends += [first := first + len(item.content) for item in items]
        spans = [
            (ends[(item.shares or number) - 1], len(items[(item.shares or number) - 1].content))
            for number, item in enumerate(items, start=1)
        ]
        places = b"".join(struct.pack(">HHHII", number, 0, 1, *span) for number, span in enumerate(spans, start=1))
        return box(
            b"meta",
            bytes(4),
            box(b"hdlr", bytes(8), b"pict", bytes(13)),
            box(b"pitm", bytes(4), struct.pack(">H", 1)),
            box(b"iinf", bytes(4), struct.pack(">H", len(items)), kinds),
            box(b"iloc", bytes(4), b"\x44\0", struct.pack(">H", len(items)), places),
            box(b"iref", bytes(4), refers) if refers else b"",
            box(b"iprp", box(b"ipco", *said), box(b"ipma", bytes(4), struct.pack(">I", len(items)), said_of)),
        )

    before = len(start) + len(described(0)) + 8
    return start + described(before) + box(b"mdat", *(item.content for item in items))


def tile(image_format: str, side: int = 512) -> Item:
    return coded(saved(textured(side, side), image_format))


def gridded(brand: bytes, one: Item, columns: int, rows: int, *, shared: bool = False) -> bytes:
    """A photo of equal tiles, each with bytes of its own unless they are shared."""
    side = 512
    tiles = [one, *([replace(one, content=b"", shares=2) if shared else one] * (columns * rows - 1))]
    whole = (ispe(columns * side, rows * side), *one.said[2:])
    parts = tuple(range(2, 2 + len(tiles)))
    return heif(brand, Item(b"grid", whole, grid(columns, rows, columns * side, rows * side), parts), *tiles)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours an eighth of the way in from each corner."""
    image = image.convert("RGB")
    xs, ys = (image.width // 8, image.width * 7 // 8), (image.height // 8, image.height * 7 // 8)
    return [image.getpixel((x, y)) for y in ys for x in xs]


def are_alike(some: object, others: object, within: int = 12) -> bool:
    """Two lists of colours that a person would call the same."""
    return all(
        abs(a - b) <= within for one, other in zip(some, others, strict=True) for a, b in zip(one, other, strict=True)
    )
