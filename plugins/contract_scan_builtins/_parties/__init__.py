"""How parties are found: names, the preamble, signature blocks, forms, definitions, letters."""
