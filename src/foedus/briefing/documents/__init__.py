"""How is an answer taken along? Word, PDF and Excel, each the same page drawn into a file.

The extra ``[export]`` brings the libraries; each is imported by the form that needs it.
Nothing is fetched, and the same answer gives the same bytes on the same machine: the only
date in a file is that of the register which answered, never the clock.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from foedus.briefing.page import Page
from foedus.errors import InputError

DOCUMENTS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
"""Forms that are files, not text, and what they are called."""
NEEDS = {
    "docx": ("docx", "python-docx"),
    "pdf": ("typst", "typst"),
    "xlsx": ("xlsxwriter", "xlsxwriter"),
}
"""The module that a form needs, and the package that holds it."""
Drawer = Callable[..., bytes]


def as_document(page: Page, *, form: str, register: str, engine: str) -> bytes:
    """Return a page as the bytes of a file.

    Args:
        page: What is told.
        form: docx | pdf | xlsx.
        register: Version of the register that answered, such as ``2026.11+64c3b47aef84``.
        engine: Version of Foedus that answered.

    Raises:
        InputError: The library that the form needs is not installed.
    """
    check_there(form)
    room = "foedus.briefing.documents"
    match form:
        case "docx":
            drawer: Drawer = import_module(f"{room}.word").as_docx
        case "pdf":
            drawer = import_module(f"{room}.pdf").as_pdf
        case _:
            drawer = import_module(f"{room}.sheets").as_xlsx
    return drawer(page, register=register, engine=engine)


def check_there(form: str) -> None:
    """Return where the library of a form is installed.

    Raises:
        InputError: It is not; the message names the line that installs it.
    """
    module, package = NEEDS[form]
    if find_spec(module) is None:
        problem = f"{form} needs {package}, which is not installed."
        raise InputError("--format", problem, "Install it with: pip install 'foedus[export]'.")
