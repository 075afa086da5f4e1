"""Rules: fields and parameters to findings; pure, one module per family."""
