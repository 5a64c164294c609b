"""What several of the built-in plugins need; no plugin itself."""
