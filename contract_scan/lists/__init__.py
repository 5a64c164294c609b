"""Reference lists: importing, keeping and matching. Knows no particular list; formats come from plugins."""
