"""Reading RTF."""
