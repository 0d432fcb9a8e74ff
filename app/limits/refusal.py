"""What the doors say to a request that goes no further."""


class Refusal(Exception):  # noqa: N818 - it is what the guard says
    """A request that goes no further: its status and the code of its page."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
