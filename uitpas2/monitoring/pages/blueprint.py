"""The blueprint to which the screens with figures belong."""

from flask import Blueprint

blueprint = Blueprint("monitoring", __name__, template_folder="../templates")
