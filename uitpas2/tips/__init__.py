"""A few times a year, for who said yes to it: what there is to do nearby at this age.

tip = tip · season = seizoen, het kwartaal dat begint in maart, juni, september of december.
"""
