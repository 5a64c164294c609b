"""Scanning a whole archive of documents: one result file a document, a manifest, and reports made from them."""
