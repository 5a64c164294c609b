"""The desk: the reviewer's workspace in a browser, on one's own machine or one department server (extra "desk")."""
