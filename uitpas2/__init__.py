"""uitpas2: one participation card and discount platform for leisure and after-school activities in Flanders.

One feature is one folder; every folder has the same rooms; imports only go down. `README.md` is the tour,
the import contracts in `pyproject.toml` hold the floors.
"""

__version__ = "0.1.0"
