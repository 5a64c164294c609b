"""Reading PDF: text and positions by PDFium, paragraphs rebuilt from where the lines stand."""
