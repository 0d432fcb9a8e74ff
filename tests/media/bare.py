"""Whether a photo's files hold nothing but pixels."""

import struct

from tests.media.pictures import SECRETS, opened

CLEAN_WEBP = {b"VP8 "}
CLEAN_JPEG = {0xDB, 0xC0, 0xC4, 0xDA, 0xE0}
"""Tables, frame, scan, and the JFIF mark, which only tells that it is a JPEG."""


def webp_chunks(content: bytes) -> set[bytes]:
    found, at = set(), 12
    while at < len(content):
        found.add(content[at : at + 4])
        at += 8 + (struct.unpack_from("<I", content, at + 4)[0] + 1) // 2 * 2
    return found


def jpeg_segments(content: bytes) -> set[int]:
    found, at = set(), 2
    while content[at + 1] != 0xDA:
        found.add(content[at + 1])
        at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    return found | {0xDA}


def assert_only_pixels(developed):
    for name, content in developed.files.items():
        assert not [secret for secret in SECRETS if secret in content], name
        image = opened(content)
        assert not dict(image.getexif()), name
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & image.info.keys(), name
    assert all(webp_chunks(developed.files[name]) == CLEAN_WEBP for name in ("tile", "card", "step"))
    assert jpeg_segments(developed.files["full"]) <= CLEAN_JPEG
    assert developed.files["full"].endswith(b"\xff\xd9")
    assert developed.files["full"].count(b"\xff\xd8") == 1
