"""The register: events in files, a projection of them, and views of what adds up.

The files are the truth; everything else is rebuilt from them. Nothing here gives a verdict or a score.
"""
