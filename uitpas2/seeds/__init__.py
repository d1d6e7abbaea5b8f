"""Data to look at and to test with, made through the services so that it obeys the rules.

`demo` a year of invented participation · `two_tenants` two municipalities with everything planted to be found ·
`uitpas_test` publiq's published test dataset.
"""
