"""The demo's letterbox on a page: what would have been sent, to read it. Outside the demo there is no such page.

mailbox = brievenbus · message = bericht · recipient = voor wie het is: een mailadres, een telefoonnummer, een account.
"""
