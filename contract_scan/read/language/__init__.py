"""Which languages a document is in, and where."""
