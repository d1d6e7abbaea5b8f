"""What `uitpas2 rules bench` measures, and against what."""
