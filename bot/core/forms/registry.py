"""All forms by key."""

from bot.core.forms.form import Form
from bot.core.forms.school_form import SCHOOL_FORM

FORMS: dict[str, Form] = {form.key: form for form in (SCHOOL_FORM,)}
