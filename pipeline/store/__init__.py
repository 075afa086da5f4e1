"""What is kept: originals by content, results, findings, fingerprints, decisions, runs.

SQLite in the data folder by default, PostgreSQL by setting. A result is written in one
transaction, so it stands whole or not at all.
"""
