"""The kit for plugin authors, a pytest plugin."""
