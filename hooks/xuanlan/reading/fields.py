"""Field types: how a field is declared, and what may be written in it.

A field is declared once, as an annotated attribute of a pydantic model with `declare(...)`: Chinese alias, one
sentence, an example. Validation, the reference page, `xuanlan new` and editor help are all read from that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Any, TypeVar
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from xuanlan.reading.keys import nearest
from xuanlan.text.dates import SHANGHAI, arabic

ModelT = TypeVar("ModelT", bound="Model")


class Model(BaseModel):
    """Base of all models of what authors write: unknown keys are refused, instances are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def declare(alias: str, sentence: str, example: str, default: Any = None, *, also: str = "", near: str = "") -> Any:
    """Declare a field: Chinese `alias`, one explaining `sentence`, a written `example`. `...` as default: required.

    `also` has other names of it, between blanks; `near` words that authors write for it by mistake.
    """
    return Field(
        default,
        title=alias,
        description=sentence,
        examples=[example],
        json_schema_extra={"x-also": also, "x-near": near},
    )


def _fail(code: str, **values: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{found}", {"found": "", **values})


LONGEST = 500
"""Most characters of a field of one line."""


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise _fail("field-type", expected="一行文字", found=shown(value))
    line = " ".join(value.split())
    if len(line) > LONGEST:
        raise _fail("field-type", expected=f"不超过 {LONGEST} 个字的一行文字", found=shown(line))
    return line


def _long_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise _fail("field-type", expected="一段文字", found=shown(value))
    return value.strip()


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    words = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise _fail("field-type", expected="“是”或“否”", found=shown(value))


def _number(value: Any) -> Any:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip())):
        return int(value)
    raise _fail("field-type", expected="一个整数", found=shown(value))


_YEARS = range(1900, 2200)
"""Years that a date may have: 0206 or 20226 is a slip, and these leave `datetime` room to add to."""
_DATE = re.compile(
    r"(?P<y>\d{4})(?:-|/|\.|年)(?P<m>\d{1,2})(?:-|/|\.|月)(?P<d>\d{1,2})[日号]?"
    r"(?:[ ,]?\(?(?:星期|周|礼拜)(?P<week>[1-7日天])\)?)?"
    r"(?:[ T,]?(?P<half>[上下中正]午|[早晚]上?|[清早]晨|凌晨|傍晚|夜间|深夜)?(?P<H>\d{1,2})"
    r"(?::(?P<M>\d{2})(?::\d{2})?(?:\+08:00)?|[时点](?:整|半|(?P<q>[13])刻|(?P<f>\d{1,2})分?)?))?"
)
_AROUND = re.compile(r"\s*([-/.:年月日号时点分,()])\s*")
_LATER = {"下午": 12, "傍晚": 12, "晚上": 12, "晚": 12, "夜间": 12, "深夜": 12}


def _moment(value: Any) -> tuple[date, timedelta | None]:
    """The day, and the time since its 00:00, at most 24 hours; None when no time was written."""
    match = None
    if isinstance(value, str):
        match = _DATE.fullmatch(value) or _DATE.fullmatch(_AROUND.sub(r"\1", arabic(_text(normalize("NFKC", value)))))
    if not match:
        raise _fail("date-invalid", found=shown(value))
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise _fail("date-invalid", found=shown(value)) from None
    clock = _clock(match)
    if day.year not in _YEARS or (clock is not None and not timedelta() <= clock <= timedelta(days=1)):
        raise _fail("date-invalid", found=shown(value))
    if match["week"] and day.isoweekday() != int(match["week"].translate(_SUNDAY)):
        raise _fail("date-weekday", found=shown(value), weekday="一二三四五六日"[day.weekday()])
    return day, clock


_SUNDAY = str.maketrans("日天", "77")


def _clock(match: re.Match[str]) -> timedelta | None:
    """The time of a moment as written, None when there is none; negative when there is no such time."""
    if not match["H"]:
        return None
    hour, half = int(match["H"]), match["half"] or ""
    minute = int(match["M"] or match["f"] or 0)
    minute += 30 if match[0].endswith("半") else 15 * int(match["q"] or 0)
    if hour > 24 or minute > 59 or (half and hour > 12 and half not in _LATER):
        return timedelta(-1)
    if (half in _LATER and 0 < hour < 12) or (half in ("中午", "正午") and hour < 3):
        hour += 12
    elif half in ("凌晨", "晚上", "晚", "深夜") and hour == 12:
        hour = 0 if half == "凌晨" else 24
    return timedelta(hours=hour, minutes=minute)


def has_time(value: Any) -> bool:
    """Whether a moment was written with a time of day other than 00:00."""
    try:
        return bool(_moment(value)[1])
    except PydanticCustomError:
        return False


def _day(value: Any) -> Any:
    return value if type(value) is date else _moment(value)[0]


def _from_moment(value: Any) -> Any:
    """A day without a time begins at 00:00 Shanghai time."""
    if isinstance(value, datetime):
        return value
    day, clock = _moment(value)
    return datetime.combine(day, time(), SHANGHAI) + (clock or timedelta())


def _until_moment(value: Any) -> Any:
    """A day without a time counts to its last moment: the 00:00 that follows."""
    if isinstance(value, datetime):
        return value
    day, clock = _moment(value)
    return datetime.combine(day, time(), SHANGHAI) + (timedelta(days=1) if clock is None else clock)


def _instant(value: Any) -> Any:
    """As a program writes moments, whatever a person has made of one: 2026-03-08T09:00:00+08:00."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        return _from_moment(value).isoformat()
    if moment.year not in _YEARS:
        raise _fail("date-invalid", found=shown(value))
    return value.strip() if moment.tzinfo else moment.replace(tzinfo=SHANGHAI).isoformat()


class Choice:
    """Reads one of the keys of `words` as its value; the value itself may be written too."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words, self._read = words, {**words, **{word: word for word in words.values()}}

    def __call__(self, value: Any) -> str:
        if isinstance(value, str) and value.strip() in self._read:
            return self._read[value.strip()]
        near = nearest(str(value).strip(), self.words)
        raise _fail("choice-invalid", found=shown(value), choices="、".join(self.words), suggestion=near)


def choice(words: Mapping[str, str]) -> BeforeValidator:
    return BeforeValidator(Choice(words))


def at_most(longest: int) -> AfterValidator:
    """A line of at most `longest` characters."""
    return _fitting(range(longest + 1), f"不超过 {longest} 个字的一行文字")


def at_least(shortest: int) -> AfterValidator:
    """A line of at least `shortest` characters."""
    return _fitting(range(shortest, LONGEST + 1), f"至少 {shortest} 个字的一行文字")


def _fitting(lengths: range, expected: str) -> AfterValidator:
    def check(line: str) -> str:
        if len(line) not in lengths:
            raise _fail("field-type", expected=expected, found=shown(line))
        return line

    return AfterValidator(check)


def within(least: int, most: int) -> BeforeValidator:
    """A whole number from `least` to `most`."""

    def check(value: Any) -> Any:
        number = value if isinstance(value, int) else None
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip()):
            number = int(value)
        if number is None or not least <= number <= most:
            raise _fail("field-type", expected=f"{least} 到 {most} 的整数", found=shown(value))
        return number

    return BeforeValidator(check)


def _text_list(value: Any) -> Any:
    """A list, or one line whose parts stand between 、，；or their half-width forms."""
    if isinstance(value, str):
        value = [part for part in re.split(r"[、，,；;]", value) if part.strip()]
    if not isinstance(value, (list, tuple)) or not all(isinstance(part, str) for part in value):
        raise _fail("field-type", expected="一个词或几个词的列表", found=shown(value))
    return tuple(dict.fromkeys(_text(part) for part in value))


_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


def is_ident(value: str) -> bool:
    """Whether `value` can be part of a permanent address: short ASCII, and a file name on Windows too."""
    return bool(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}", value)) and value.lower() not in _RESERVED


def _ident(value: Any) -> Any:
    if not isinstance(value, str) or not is_ident(value):
        raise _fail("id-invalid", found=shown(value))
    return value


def _path(value: Any) -> Any:
    bad = not isinstance(value, str) or not value.strip() or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\", value)
    if bad or "\\" in value:
        raise _fail("path-invalid", found=shown(value))
    return value.strip()


def _url(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s<>\"'\\]+", value.strip()):
        raise _fail("url-invalid", found=shown(value))
    return value.strip()


def shown(value: Any) -> str:
    """A value as the author would recognise it, shortened."""
    if isinstance(value, (list, tuple)):
        text = "、".join(shown(item) for item in value)
    elif isinstance(value, dict):
        text = "、".join(f"{key}: …" for key in value)
    else:
        text = str(value or "")
    text = text or "（空）"
    return text if len(text) <= 40 else text[:40] + "…"


Text = Annotated[str, BeforeValidator(_text)]
LongText = Annotated[str, BeforeValidator(_long_text)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Number = Annotated[int, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
FromMoment = Annotated[datetime, BeforeValidator(_from_moment)]
UntilMoment = Annotated[datetime, BeforeValidator(_until_moment)]
Instant = Annotated[str, BeforeValidator(_instant)]
TextList = Annotated[tuple[str, ...], BeforeValidator(_text_list)]
Ident = Annotated[str, BeforeValidator(_ident)]
RelPath = Annotated[str, BeforeValidator(_path)]
Url = Annotated[str, BeforeValidator(_url)]


@cache
def nested_model(model: type[BaseModel], name: str) -> type[Model] | None:
    """The model inside a field (directly, in a union or in a list), if there is one."""
    stack: list[Any] = [model.model_fields[name].annotation]
    while stack:
        kind = stack.pop()
        if isinstance(kind, type) and issubclass(kind, Model):
            return kind
        stack.extend(getattr(kind, "__args__", ()))
    return None
