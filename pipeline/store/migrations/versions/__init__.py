"""Migrations of the store; Alembic runs them when a store is opened."""
