from collections.abc import Callable, Iterator

import pytest

from media import Developed, PhotoProblem, Reason, Workshop


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop(2)
    yield workshop
    workshop.close()


@pytest.fixture(scope="session")
def develop(workshop: Workshop) -> Callable[[bytes], Developed]:
    return lambda content: workshop.begin(content).result()


@pytest.fixture(scope="session")
def refusal(workshop: Workshop) -> Callable[[bytes], Reason]:
    """Why these bytes are refused."""

    def refusal(content: bytes) -> Reason:
        with pytest.raises(PhotoProblem) as caught:
            workshop.begin(content).result()
        return caught.value.reason

    return refusal
