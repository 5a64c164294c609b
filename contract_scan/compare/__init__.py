"""Two drafts, or two language versions of one agreement, compared at the level of findings."""
