"""The demo: its account has a published password, so its folder is kept apart from every real group."""

from pathlib import Path

EMAIL = "priya@example.org"
PASSWORD = "cook together today"  # noqa: S105 - printed for whoever tries the demo

FOLDER = Path("demo")

SIGN = "this-is-the-demo"
"""The file by which a demo's folder is known."""


class NotTheDemo(Exception):  # noqa: N818 - it is what the operator reads
    """What isn't a demo's folder, or holds something else: it may be somebody's real group."""


def demo_folder() -> Path:
    """The demo's folder, made if it isn't there. Raises NotTheDemo for what is something else."""
    try:
        FOLDER.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:  # a file, or a link to nowhere
        raise NotTheDemo from None
    if not is_demo(FOLDER) and any(FOLDER.iterdir()):
        raise NotTheDemo
    (FOLDER / SIGN).touch()
    return FOLDER


def is_demo(folder: Path) -> bool:
    """Whether a folder is a demo's."""
    return (folder / SIGN).exists()
