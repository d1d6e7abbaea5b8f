"""Mail that follows a commit: a row in the same transaction, sent by the worker, forgotten once it is sent.

outbox = postvak uit · message = bericht · transport = wie het bezorgt (niemand, de console van de demo, SMTP).
"""
