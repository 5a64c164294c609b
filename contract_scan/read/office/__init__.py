"""Reading .odt, .rtf and .doc: our own readers, and LibreOffice for what they cannot open."""
