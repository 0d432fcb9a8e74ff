"""Paint the pictures of the example board anew."""

from pathlib import Path

from app.example.painting import PAINTINGS

PICTURES = Path(__file__).parent.parent / "pictures"


def paint() -> None:
    """Write every picture: it takes about ten seconds."""
    for name, steps in PAINTINGS.items():
        for number, step in enumerate(steps, start=1):
            step().save(PICTURES / f"{name}-{number}.webp", quality=88, method=6)


if __name__ == "__main__":
    paint()
