"""The built-in plugins, each a module or a folder, through the same door as a stranger's."""

#: Every plugin there is; `shared` is none, and holds what several of them need.
PLUGINS = (
    "countries",
    "derived",
    "funders",
    "institution",
    "knowledge",
    "linear_reader",
    "lists",
    "money",
    "names",
    "numbers",
    "parties",
    "readers",
    "reporters",
    "subject",
    "usual",
)
