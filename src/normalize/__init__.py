"""Printed Swedish text to values: pure functions that know nothing of documents.

Each module is one kind of value (status, number, unit, date, period, municipality, body, column header) and can be
used alone. They return a value or `None`; nothing here raises on odd text.
"""
