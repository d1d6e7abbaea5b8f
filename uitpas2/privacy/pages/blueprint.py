"""The blueprint of everything around data about people."""

from flask import Blueprint

blueprint = Blueprint("privacy", __name__, template_folder="../templates")
