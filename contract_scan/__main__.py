"""`python -m contract_scan`: the same as the command `contract-scan`."""

from contract_scan.cli.entry import run

run()
