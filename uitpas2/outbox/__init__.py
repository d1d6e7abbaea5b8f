"""Messages that follow a commit: a row in the same transaction, sent by the worker, forgotten once it is sent.

outbox = postvak uit · message = bericht · channel = weg (mail, sms, brief) · transport = wie het bezorgt.
"""
