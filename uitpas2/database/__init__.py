"""Everything that knows SQLite from PostgreSQL: engine, column types, base class, Work, append-only tables.

Features never mention a dialect. `Workplace` is made once; a door (route, job, command, test) opens a `Work`.
"""
