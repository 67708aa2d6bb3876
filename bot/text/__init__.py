"""Foreign text made safe for the place it is printed in: one function for each place.

Every title, page title, header and URL is hostile until it went through the function that is
named after its destination. The functions are total: any string is accepted, none raises.
"""

from bot.text.counting import counted
from bot.text.data import bibtex, bibtex_key, csv_cell, csv_row, yaml_scalar
from bot.text.fitting import Fitted, cut, fit_rows
from bot.text.markdown import code_cell, code_span, markdown, markdown_link, table_cell
from bot.text.markup import href, html, script_json, xml
from bot.text.plain import hidden_characters, plain
from bot.text.references import commit_text, without_references
from bot.text.terminal import command_data, command_property, log_line, terminal

__all__ = [
    "Fitted",
    "bibtex",
    "bibtex_key",
    "code_cell",
    "code_span",
    "command_data",
    "command_property",
    "commit_text",
    "counted",
    "csv_cell",
    "csv_row",
    "cut",
    "fit_rows",
    "hidden_characters",
    "href",
    "html",
    "log_line",
    "markdown",
    "markdown_link",
    "plain",
    "script_json",
    "table_cell",
    "terminal",
    "without_references",
    "xml",
    "yaml_scalar",
]
