"""Marks beside the text: signatures, seals, codes, electronic signatures, traces of tampering."""
