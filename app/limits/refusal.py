"""What the doors say to a request that goes no further."""

from media import NoRoom


class NoRoomToMake(NoRoom):
    """There is no room for a file that is made for somebody to take away: a copy, a booklet."""


class Refusal(Exception):  # noqa: N818 - it is what the guard says
    """A request that goes no further: its status and the code of its page."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
