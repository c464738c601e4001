"""Showing: tables and charts."""
