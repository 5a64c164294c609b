"""The dossier: a scan in the order in which people read it, made once; every report only lays it out."""

from contract_scan.dossier.make import dossier_of
from contract_scan.dossier.model import Dossier

__all__ = ["Dossier", "dossier_of"]
