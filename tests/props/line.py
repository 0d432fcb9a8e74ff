"""A line to a server that is slow and is cut again and again."""

import asyncio
import random
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.conftest import free_port

PIECE = 4096


class BadLine:
    """Passes bytes on to a port, so many a second in all on the way there, and cuts every connection now and then.

    `cut_after`: seconds between two cuts, give or take a tenth by the seed.
    """

    def __init__(self, to_port: int, *, bytes_a_second: int, cut_after: float, seed: int) -> None:
        self.to_port = to_port
        self.rate = bytes_a_second
        self.cut_after = cut_after
        self.chance = random.Random(seed)
        self.port = free_port()
        self.cuts = 0
        self.open: set[asyncio.StreamWriter] = set()
        self.free_at = 0.0
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self._serve(),))
        self.ended = asyncio.Event()
        self.ready = threading.Event()

    def __enter__(self) -> Self:
        self.thread.start()
        self.ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.loop.call_soon_threadsafe(self.ended.set)
        self.thread.join()
        self.loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        cutting = asyncio.create_task(self._cut())
        self.ready.set()
        await self.ended.wait()
        cutting.cancel()
        server.close()
        self._close_all()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _cut(self) -> None:
        while True:
            await asyncio.sleep(self.cut_after * self.chance.uniform(0.9, 1.1))
            self.cuts += 1
            self._close_all()

    def _close_all(self) -> None:
        for writer in self.open:
            writer.transport.abort()
        self.open.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to = await asyncio.open_connection("127.0.0.1", self.to_port)
        self.open |= {writer, to}
        with suppress(OSError):
            await asyncio.gather(self._pass(reader, to), self._pass(there, writer, is_back=True))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_back: bool = False) -> None:
        while piece := await reader.read(PIECE):
            if not is_back:
                self.free_at = max(self.free_at, self.loop.time()) + len(piece) / self.rate
                await asyncio.sleep(self.free_at - self.loop.time())
            writer.write(piece)
            await writer.drain()
        writer.close()
