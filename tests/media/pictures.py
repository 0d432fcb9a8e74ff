"""Pictures for the tests, made in code: nobody's real photo lies in this repository."""

import random
import struct
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms

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
    names = {"original": 0x9003, "fraction": 0x9291, "offset": 0x9011}
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


def with_size(jpeg: bytes, width: int, height: int) -> bytes:
    """A JPEG whose header tells other measures."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


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
