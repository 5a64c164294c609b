"""Rules that prove themselves: examples, near misses, and the proof that no phrase is dead."""
