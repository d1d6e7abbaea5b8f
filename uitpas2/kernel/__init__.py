"""Words every feature uses: Euro, Clock, Period, DomainError, TranslatedText, Actor.

Standard library only; knows no database, no web and no feature.
"""
