"""The command line: thin, imported only where it is asked for."""
