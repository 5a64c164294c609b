"""contract-scan reads a draft agreement or funding letter as a knowledge-security reviewer would."""

__version__ = "0.1.0"
