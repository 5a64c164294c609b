"""Who pays what, and which part of the whole: contributions read from prose and from tables, and their shares."""
