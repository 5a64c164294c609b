"""A plugin from outside in a process of its own: what it prints, breaks or never ends costs that plugin alone."""
