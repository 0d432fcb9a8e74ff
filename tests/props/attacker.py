"""Somebody who means no good, in a process of their own: `python -m tests.props.attacker HOW PORT COUNT SAID …`.

    stands PORT COUNT SAID      so many connections that begin with something, and then say a byte now and then
    asks PORT COUNT SAID …      so many connections that ask, one thing after another, as fast as they are answered

Where a thing says #WHO# it is the connection's number, and #NOW# how often was asked before, in five figures. Whoever
is sent away comes again after a moment, from the same address. It says READY once all of them are under way, and when
it is told to stop how many answers it had, by their status.
"""

import asyncio
import contextlib
import signal
import sys
from collections import Counter

AGAIN = 5.0
"""Seconds until somebody who was sent away comes again: what `Retry-After` says."""

A_WHILE = 5.0
"""Seconds between two bytes of those who stand."""


ANSWERS: Counter[str] = Counter()


async def stands(port: int, _who: int, said: bytes) -> None:
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


async def asks(port: int, who: int, *all_said: bytes) -> None:
    """Ask again and again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while True:
            for said in all_said[who % len(all_said) :] + all_said[: who % len(all_said)]:
                asked = ANSWERS.total()
                writer.write(said.replace(b"#WHO#", b"%05d" % who).replace(b"#NOW#", b"%05d" % (asked % 100_000)))
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                )
                await reader.readexactly(length)
                ANSWERS[head[9:12].decode()] += 1
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
                await {"stands": stands, "asks": asks}[how](port, number, *said)
            await asyncio.sleep(AGAIN)

    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    everybody = [asyncio.create_task(one(number)) for number in range(count)]
    await asyncio.sleep(AGAIN * 1.5)
    sys.stdout.write("READY\n")
    sys.stdout.flush()
    ANSWERS.clear()
    await stopped.wait()
    for one_of_them in everybody:
        one_of_them.cancel()
    sys.stdout.write(", ".join(f"{status}: {count}" for status, count in sorted(ANSWERS.items())) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *(one.encode() for one in sys.argv[4:])))
