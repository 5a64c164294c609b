"""A masked minimal document that shows a false hit or a miss and can be published."""
