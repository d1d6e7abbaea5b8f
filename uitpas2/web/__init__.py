"""What every page and endpoint needs: problems, bodies, language, guard, layout, idempotency.

Knows no feature: who signs in is told to it by `accounts`, which pages there are by each feature's blueprints.
"""
