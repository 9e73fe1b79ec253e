"""From what the user gives to files: answers become an outline, files are read and written."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from foedus.briefing.authoring.layout import laid_out
from foedus.briefing.authoring.skeleton import Outline, skeleton
from foedus.dates import parse_date
from foedus.errors import InputError
from foedus.names import state_code

DEFAULT_ARTICLES = ("consultation", "defence")


def outline_of(
    *,
    title: str,
    parties: Iterable[str] | str,
    signed: date | str,
    in_force: date | None = None,
    id_: str | None = None,
    binding: str = "treaty",
    articles: Sequence[str] = (),
) -> Outline:
    """Return the outline of a treaty from options, or from answers as they were typed.

    Args:
        title: The full title.
        parties: States by code or name; typed ones in one line with commas between them.
        signed: Day of signature; a typed one as YYYY-MM-DD.
        in_force: Day of entry into force, if there was one.
        id_: None: made of the parties and the year.
        binding: treaty | political | domestic_law | executive
        articles: Kinds of article; none: consultation and defence.

    Raises:
        UnknownState: A party is no state that the register knows.
        InputError: ``signed`` is no day.
    """
    named = parties.split(",") if isinstance(parties, str) else parties
    return Outline(
        title=title,
        parties=tuple(state_code(name.strip(), place="--party") for name in named),
        signed=signed if isinstance(signed, date) else parse_date(signed, place="--signed"),
        in_force=in_force,
        id=id_,
        binding=binding,
        articles=tuple(articles) or DEFAULT_ARTICLES,
    )


def begin(outline: Outline, *, out: Path | None) -> str:
    """Return a first file, and write it to ``out`` if that is given; never over another file.

    Raises:
        InputError: The outline cannot be, ``out`` is there already or cannot be written, or
            its name is not the id.
    """
    text = skeleton(outline)
    if out is None:
        return text
    if out.stem != outline.slug:
        mend = f"Name it {outline.slug}.yaml, or give --id {out.stem}."
        raise InputError(str(out), f"the id '{outline.slug}' is not the file's name.", mend)
    try:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        mend = "Name another file: nothing is written over."
        raise InputError(str(out), "it is there already.", mend) from None
    except OSError as error:
        problem = f"cannot be written: {error.strerror}."
        raise InputError(str(out), problem, "Name another file.") from None
    return text


def lay_out(files: Iterable[Path], *, write: bool) -> list[Path]:
    """Return the files whose keys stand in another order; with ``write`` they are put right.

    All files are read before one is written.

    Raises:
        RegisterError: A file is not YAML as the register reads it.
        InputError: A file cannot be read or written, or is of no kind that is laid out.
    """
    made = [(path, *_read(path)) for path in files]
    changed = [(path, after) for path, before, after in made if before != after]
    for path, after in changed if write else ():
        try:
            path.write_text(after, encoding="utf-8", newline="\n")
        except OSError as error:
            problem = f"cannot be written: {error.strerror}."
            raise InputError(str(path), problem, "Make the file writable.") from None
    return [path for path, _ in changed]


def _read(path: Path) -> tuple[str, str]:
    try:
        before = path.read_bytes().decode("utf-8")
    except OSError as error:
        problem = f"cannot be read: {error.strerror}."
        raise InputError(str(path), problem, "Name a YAML file.") from None
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start}."
        raise InputError(str(path), problem, "Save it as UTF-8.") from None
    return before, laid_out(before, place=str(path))
