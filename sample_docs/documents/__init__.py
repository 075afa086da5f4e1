"""One module per document type: its layouts, wordings and faults."""
