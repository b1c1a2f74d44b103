"""All forms by key: those of the office itself, and one for each service that is declared."""

from bot.core.errors import NotFound
from bot.core.forms.form import Form
from bot.core.forms.school_form import SCHOOL_FORM
from bot.core.parents.claim_form import CLAIM_FORM
from bot.core.services.registry import SERVICES

FORMS: dict[str, Form] = {form.key: form for form in (SCHOOL_FORM, CLAIM_FORM)}


def form_of(reference: str) -> tuple[Form, str]:
    """The form that a reference `<key>-<subject>` opens, and about what; looked up anew each time."""
    key, _, subject = reference.partition("-")
    if key in FORMS:
        return FORMS[key], subject
    if key in SERVICES:
        # Not above: the forms of applications are filled in by what stands beside this module.
        from bot.core.applications.form import application_form

        return application_form(SERVICES[key]), subject
    raise NotFound()
