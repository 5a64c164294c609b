"""Rules as data: files that a lawyer can read become matchers that find sentences."""
