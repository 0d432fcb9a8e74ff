"""Somebody who means no good, in a process of their own: `python -m tests.attacker HOW PORT COUNT [SAID] [COOKIE]`.

    stands PORT COUNT SAID      so many connections that begin with something, and then say a byte now and then
    asks PORT COUNT SAID …      so many connections that ask, one thing after another, as fast as they are answered

Whoever is sent away comes again after a moment, from the same address. It says READY once all of them are under way.
"""

import asyncio
import contextlib
import sys

AGAIN = 5.0
"""Seconds until somebody who was sent away comes again: what `Retry-After` says."""

A_WHILE = 5.0
"""Seconds between two bytes of those who stand."""


async def stands(port: int, said: bytes) -> None:
    """Begin with something, and go on with a byte now and then."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(said)
        while not reader.at_eof():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(reader.read(65536), A_WHILE)
            writer.write(b"x")
            await writer.drain()
    finally:
        writer.close()


async def asks(port: int, *all_said: bytes) -> None:
    """Ask again and again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while True:
            for said in all_said:
                writer.write(said)
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                )
                await reader.readexactly(length)
                if b"connection: close" in head.lower():
                    return
    finally:
        writer.close()


async def main(how: str, port: int, count: int, *said: bytes) -> None:
    """Do it until somebody ends this process."""

    async def one(number: int) -> None:
        await asyncio.sleep(AGAIN * number / count)
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await {"stands": stands, "asks": asks}[how](port, *said)
            await asyncio.sleep(AGAIN)

    everybody = [asyncio.create_task(one(number)) for number in range(count)]
    await asyncio.sleep(AGAIN * 1.5)
    sys.stdout.write("READY\n")
    sys.stdout.flush()
    await asyncio.gather(*everybody)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *(one.encode() for one in sys.argv[4:])))
