"""What the clauses of a document say: the concepts that stand in them, whatever words the drafter chose."""
