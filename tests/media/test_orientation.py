import pytest
from PIL.PngImagePlugin import PngInfo

from tests.media.pictures import CORNERS, TURNED, are_alike, corners, exif, kitchen, opened, saved

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]


def held(orientation: int, image_format: str) -> bytes:
    """The kitchen photographed with the camera held that way: stored turned, with a note how to turn it back."""
    image, turn = kitchen(320, 240), TURNED[orientation]
    stored = image if turn is None else image.transpose(turn)
    return saved(stored, image_format, exif=exif(orientation))


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_phone_was_held_the_photo_stands_upright(develop, orientation, image_format):
    developed = develop(held(orientation, image_format))
    assert (developed.width, developed.height) == (320, 240)
    for name, content in developed.files.items():
        assert are_alike(corners(opened(content)), CORNERS, within=25), name


def test_an_iphones_photo_is_turned_once_and_not_twice(develop):
    for orientation in range(1, 9):
        developed = develop(held(orientation, "HEIF"))
        assert are_alike(corners(opened(developed.files["full"])), CORNERS, within=25), orientation


def unturned(content: bytes) -> bytes:
    """The same HEIC, whose boxes no longer say how it stands."""
    return content.replace(b"irot", b"free").replace(b"imir", b"free")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_iphones_photo_that_says_only_in_exif_how_to_stand_stands_upright(develop, orientation):
    developed = develop(unturned(held(orientation, "HEIF")))
    assert are_alike(corners(opened(developed.files["full"])), CORNERS, within=25)


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="1"/></x:xmpmeta>'


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_an_orientation_that_only_xmp_tells_is_left_alone(develop, image_format):
    """As browsers do: programs left it there when they had turned the pixels."""
    how = {"pnginfo": xmp_in_png()} if image_format == "PNG" else {"xmp": XMP}
    lying = saved(kitchen(320, 240), image_format, **how).replace(b'Orientation="1"', b'Orientation="6"')
    developed = develop(lying)
    assert (developed.width, developed.height) == (320, 240)


def xmp_in_png() -> PngInfo:
    said = PngInfo()
    said.add_itxt("XML:com.adobe.xmp", XMP.decode().replace("1", "6"))
    return said


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_means_nothing_changes_nothing(develop, orientation):
    developed = develop(saved(kitchen(), "JPEG", exif=exif(orientation)))
    assert are_alike(corners(opened(developed.files["full"])), CORNERS, within=25)


@pytest.mark.parametrize(
    "broken",
    [
        b"Exif\0\0",
        b"Exif\0\0MM",
        b"Exif\0\0MM\0*\xff\xff\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01" * 900,
    ],
)
def test_exif_that_cannot_be_read_is_no_reason_to_refuse(develop, broken):
    assert develop(saved(kitchen(), "JPEG", exif=broken)).width == 640


def test_exif_that_points_at_itself_ends(develop):
    loop = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08\0\0\0\x08"
    assert develop(saved(kitchen(), "JPEG", exif=loop)).taken is None
