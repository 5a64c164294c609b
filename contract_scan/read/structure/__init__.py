"""From stretches of text to a document, whatever the format: paragraphs, headings, numbers, blanks, tracked changes."""
