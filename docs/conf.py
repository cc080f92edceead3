"""Sphinx's settings for the docs site; `make docs` makes an error of every warning."""

import re

from sphinx.application import Sphinx

import leaflet

project = "Leaflet"
version = release = leaflet.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"Leaflet {version}"
html_show_copyright = False
default_role = "code"  # docstrings put code in single backquotes
nitpicky = True
nitpick_ignore_regex = [("py:class", r"(?!leaflet\.\w+$).*")]  # types that are not public
python_maximum_signature_line_length = 80


def setup(app: Sphinx) -> None:
    """Read docstrings as they are written here."""
    app.connect("autodoc-process-docstring", _set_code)


def _set_code(*given: object) -> None:
    """Let an indented example of a docstring be code: reStructuredText wants `::` before it."""
    lines = given[-1]
    text = re.sub(r"(?m)(?<=\S)\n\n(?= {4})", "\n\n::\n\n", "\n".join(lines))
    lines[:] = text.split("\n")
