"""Studying: where the pure core, the catalog, the store and a screen meet.

`desk` lays out what is studied today, `sitting` asks card by card and records each answer, `summary` tells how it went.
"""
