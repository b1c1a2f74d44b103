"""Draws the Word forms of templates/<language>/ anew, which a school may then change in Word."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from draw_cases import CASE_FORMS
from draw_council import COUNCIL_FORMS
from draw_lists import LIST_FORMS
from draw_passport import PASSPORT_FORMS
from page import blank

from bot.core.papers import LANGUAGES, REGISTRY, About

FOLDER = Path(__file__).parent
FORMS = {**PASSPORT_FORMS, **CASE_FORMS, **COUNCIL_FORMS, **LIST_FORMS}
MARKED = (About.CLASS, About.SERVICE)
DATED = "docProps/core.xml"


def main() -> None:
    for language in LANGUAGES:
        (FOLDER / language).mkdir(exist_ok=True)
        for paper, draw in FORMS.items():
            page = blank(language, REGISTRY[paper].landscape, REGISTRY[paper].about in MARKED)
            draw(page, language)
            drawn = BytesIO()
            page.save(drawn)
            keep(FOLDER / language / f"{paper}.docx", drawn.getvalue())


def keep(form: Path, drawn: bytes) -> None:
    """A form that came out as it was is left alone."""
    if not form.exists() or parts(form.read_bytes()) != parts(drawn):
        form.write_bytes(drawn)


def parts(form: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(form)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name != DATED}


if __name__ == "__main__":
    main()
