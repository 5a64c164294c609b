"""What marks a contribution as one of a plugin in a process of its own, without importing what such a process needs."""


class Part:
    """A contribution of a plugin from outside. It sets itself the bound of time that it is given."""

    bounds_itself = True
