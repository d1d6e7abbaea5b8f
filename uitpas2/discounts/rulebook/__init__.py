"""The rule book: parameters, articles and cases in YAML, and the rules that use them, a folder for each subject."""
