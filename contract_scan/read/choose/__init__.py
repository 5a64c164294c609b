"""Which reader a file is for: by its first bytes, its name, and what no reader knows."""
