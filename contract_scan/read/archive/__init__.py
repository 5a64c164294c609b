"""Reading archives of documents."""
