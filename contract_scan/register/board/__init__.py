"""The overview for a board: one page with pictures and the tables behind them, and the same as a Word file."""

from __future__ import annotations

from contract_scan.register.board.overview import Overview, overview
from contract_scan.register.board.page import page
from contract_scan.register.board.word import word

__all__ = ["Overview", "overview", "page", "word"]
