"""The blueprint to which the screens of lists, office and families belong."""

from flask import Blueprint

blueprint = Blueprint("attendance", __name__, template_folder="../templates")
