"""The built-in plugins, each its own module, through the same door as a stranger's."""
