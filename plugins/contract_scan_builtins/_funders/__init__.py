"""How funders are found: who pays for, grants, sponsors or provides budget, staff or equipment for research."""
