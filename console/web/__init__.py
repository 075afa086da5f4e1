"""The reviewers' pages: a FastAPI application that serves HTML and asks nothing of the network."""
