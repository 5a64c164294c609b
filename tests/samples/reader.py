from contract_scan import Block, Document, DocumentBuilder, ReadRequest, Source, Span, hookimpl


class TranscriptReader:
    """Reads meeting transcripts: one spoken line a paragraph."""

    name = "transcript"
    suffixes = (".transcript",)

    def recognises(self, head: bytes) -> bool:
        return head.startswith(b"TRANSCRIPT\n")

    def read(self, request: ReadRequest) -> Document:
        builder = DocumentBuilder()
        for line in request.data.decode().splitlines()[1:]:
            builder.add(Block("paragraph", Span(0, 0)), line)
        return builder.build(Source(request.path, "", self.name))


@hookimpl
def readers() -> list[TranscriptReader]:
    return [TranscriptReader()]
