"""A plugin whose reader and checker do to their process what the worst libraries do, as the text of a file says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from itertools import repeat

from contract_scan.hookspecs import hookimpl


def hurt(how: str) -> None:
    """Do what the first word says to this process."""
    if how == "crash":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "contract-scan-left-behind"])
        os.kill(os.getpid(), signal.SIGSEGV)
    elif how == "loop":  # inside the interpreter's own C code, where no other thread has a turn
        re.match(r"(a|a)*$", "a" * 64 + "b")
    elif how == "hang":  # in C code that looks for no signal
        deque(repeat(None), maxlen=0)
    elif how == "eat":
        bytearray(8_000_000_000)
    elif how == "sleep":
        time.sleep(600)


class HostileReader:
    """Reads a text file as the text reader does, after doing what its first word says."""

    name = "hostile"
    suffixes = (".hostile",)

    def recognises(self, head):
        return head.startswith(b"hostile:")

    def read(self, request):
        from contract_scan.document import Block, DocumentBuilder, Source, Span

        text = request.data.decode()
        print("text of a document that nobody may see")
        hurt(text.partition(":")[2].split()[0])
        builder = DocumentBuilder()
        builder.add(Block("paragraph", Span(0, 0)), text)
        return builder.build(Source(request.path, "0" * 64, "hostile"))


class HostileChecker:
    """Eats memory at a document that says so."""

    name = "hostile"
    questions = ("1.1",)

    def check(self, document):
        if "checker eats" in document.text:
            bytearray(8_000_000_000)
        return ()


@hookimpl
def readers():
    return (HostileReader(),)


@hookimpl
def checkers():
    return (HostileChecker(),)
