"""Addresses of pages, each made here."""


def is_shared(path: str) -> bool:
    """Whether an address lies under a link: a family's page, not the group's."""
    return path.startswith("/s/")
