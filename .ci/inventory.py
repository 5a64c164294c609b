"""Print how many rules, wordings, questions, checkers, readers and report formats this installation has."""

import json

from contract_scan.setup import prepare

setup = prepare()
print(
    json.dumps(
        {
            "rules": len(setup.pack.meanings),
            "wordings": len(setup.pack.wordings),
            "questions": len(setup.questions.questions),
            "checkers": len(setup.checkers),
            "derivers": len(setup.derivers),
            "readers": len(setup.readers),
            "reporters": len(setup.plugins.contributions("reporters")),
            "failures": len(setup.failures),
        }
    )
)
