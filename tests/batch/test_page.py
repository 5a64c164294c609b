"""What docs/batch.md tells to type can be typed."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest
import yaml

from contract_scan.cli.batch import batch
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line[line.index("contract-scan batch ") :]
    for block in SHELL
    for line in block.replace("\\\n", " ").splitlines()
    if "contract-scan batch " in line and "DASK_CONFIG" not in line
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_the_page_is_understood(command: str, tmp_path) -> None:
    words = shlex.split(command.partition(" | ")[0], comments=True)[2:]
    results = words[1] if words[0] == "report" else ""
    with batch.make_context("batch", [word if word != results else str(tmp_path) for word in words]) as context:
        name, sub, rest = batch.resolve_command(context, [*context._protected_args, *context.args])
        assert sub is not None
        sub.make_context(name, rest, parent=context)


def test_the_page_has_commands_for_one_server_slurm_and_kubernetes() -> None:
    assert len(COMMANDS) >= 12
    for block in SHELL:
        subprocess.run(["bash", "-n"], input=block, text=True, check=True)
    [deployment] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert yaml.safe_load(deployment)["spec"]["template"]["spec"]["containers"][0]["name"] == "worker"
