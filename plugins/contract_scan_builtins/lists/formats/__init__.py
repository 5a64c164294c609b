"""The formats in which reference lists are published, each its own module."""
