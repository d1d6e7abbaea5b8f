"""The blueprint of the family's cards and history."""

from flask import Blueprint

blueprint = Blueprint("mypass", __name__, template_folder="../templates")
