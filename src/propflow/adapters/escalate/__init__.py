"""Escalators."""
