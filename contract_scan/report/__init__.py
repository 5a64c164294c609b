"""Reports: a scan written for people or programs, one module a format."""
