"""JSON as people and messengers send it is read and written as Python's own module would."""

import json
from typing import Any

import pytest

from core.words.written import read_json, write_json

ODD = ['{"a":NaN}', "[1e400]", '"\\ud800"', '["\ud800"]', "[123456789012345678901234567890]"]
"""What no standard allows, and Python reads all the same."""


@pytest.mark.parametrize("text", [*ODD, '{"а":[1,2.5,null,true,"ё"]}', '{"a":1,"a":2}'])
def test_it_is_read_as_python_reads_it(text: str) -> None:
    assert repr(read_json(text)) == repr(json.loads(text))


@pytest.mark.parametrize("text", ["", "{", "[1,]", "{'a':1}", "\ud800"])
def test_what_is_no_json_is_refused_as_python_refuses_it(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        read_json(text)


@pytest.mark.parametrize("value", [{"а": [1, 2.5, None, True, "ё"]}, "\ud800", 10**30, [], ""])
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_json(write_json(value)) == value
