"""Connections with an end to patience: whoever begins a request and does not go on with it is let go."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

#: How long the head of a request may take, and how long its body may pause, in seconds.
PATIENCE = 60.0
#: How fast a body that takes longer must come, in bytes a second.
SLOWEST = 500


class Connection(H11Protocol):
    """HTTP as uvicorn speaks it. A byte now and then keeps neither head nor body of a request waiting for ever."""

    patience = PATIENCE
    _timer: asyncio.TimerHandle | None = None
    _body_began, _body_came = 0.0, 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in what came; a body that comes on may go on coming."""
        super().data_received(data)
        in_body = self.cycle is not None and not self.cycle.response_complete
        if (in_body and self._keeps_up(len(data))) or self._timer is None:
            self._wait()
        if not in_body:
            self._body_began = 0.0

    def _keeps_up(self, came: int) -> bool:
        """Say whether a body comes fast enough to be waited for, in all of it that came until now."""
        now = self.loop.time()
        if not self._body_began:
            self._body_began, self._body_came = now, 0
        self._body_came += came
        took = now - self._body_began
        return took < self.patience or self._body_came >= SLOWEST * took

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
