"""Running scans in processes of their own: a pool that outlives crashes, and what crosses to it and back.

A document that needs too much memory or time, or crashes a library, costs itself and nothing else. The command line's
scans of several files, a batch, the register's new tests and a web server all use the one `Pool`.
"""
