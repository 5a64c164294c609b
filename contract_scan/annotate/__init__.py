"""Annotated copies: the findings as native comments in Word or notes in PDF. The original file is never touched."""
