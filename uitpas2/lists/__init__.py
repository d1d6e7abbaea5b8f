"""Lists that people make with an office program and send us: a CSV or XLSX read into lines of text, never trusted.

list = lijst, bestand · line = regel · column = kolom · cell = vak. What the columns mean is known by each feature.
"""
