"""Bytes to characters, and characters that are not what they seem."""
