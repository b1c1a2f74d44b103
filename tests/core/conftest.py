"""The office of the sample school, and the parents in it, for the rules of applications."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.sample_parents import sample_parents
from bot.sandbox.sample_school import SampleSchool
from tests.conftest import accounts
from tests.core.office import OfficeOfTests, office_over


@pytest_asyncio.fixture
async def office(school_database: Path, tmp_path: Path) -> AsyncIterator[OfficeOfTests]:
    async with office_over(school_database, tmp_path) as office:
        yield office


@pytest.fixture
def mother(sample: SampleSchool) -> int:
    """The account of a parent with two children."""
    return accounts(sample)[1][0]


@pytest.fixture
def father(sample: SampleSchool) -> int:
    """The account of another one, whom a test makes the father of the first child."""
    return accounts(sample)[1][1]


@pytest.fixture
def child(sample: SampleSchool) -> int:
    return sample.pupils[sample_parents(sample)[0].children[0]].id


@pytest.fixture
def sibling(sample: SampleSchool) -> int:
    return sample.pupils[sample_parents(sample)[0].children[1]].id
