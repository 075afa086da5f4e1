"""Thin Prefect flows: they orchestrate and decide nothing."""
