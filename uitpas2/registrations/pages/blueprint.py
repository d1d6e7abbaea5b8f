"""The blueprint to which the screens of families, partners and organisers belong."""

from flask import Blueprint

blueprint = Blueprint("registrations", __name__, template_folder="../templates")
