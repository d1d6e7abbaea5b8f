"""The blueprint to which the screens of partners and of the municipalities that recognise them belong."""

from flask import Blueprint

blueprint = Blueprint("welfare", __name__, template_folder="../templates")
