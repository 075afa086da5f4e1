"""One module per document type: pages to typed fields; pure, opens no file."""
