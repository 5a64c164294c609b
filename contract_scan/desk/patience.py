"""Connections with an end to patience: whoever begins a request and does not go on with it is let go."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

#: How long the head of a request may take, and how long its body may pause, in seconds.
PATIENCE = 60.0


class Connection(H11Protocol):
    """HTTP as uvicorn speaks it. A byte now and then does not keep the head of a request waiting for ever."""

    patience = PATIENCE
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in what came; a body that comes may go on coming."""
        super().data_received(data)
        in_body = self.cycle is not None and not self.cycle.response_complete
        if in_body or self._timer is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop()
        self._timer = self.loop.call_later(self.patience, self._give_up)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if self.cycle is not None and not (self.cycle.response_complete or self.cycle.more_body):
            return  # all was said; it is ours to answer
        if self.flow.read_paused:  # it is we who do not listen
            self._wait()
        elif not self.transport.is_closing():
            self.transport.close()
