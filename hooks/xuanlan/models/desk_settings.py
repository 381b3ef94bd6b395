"""How the desk works at a site: saving, and, where several people write, who they are and what each may do."""

from __future__ import annotations

import ipaddress
import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from xuanlan.reading.fields import Flag, Model, Text, TextList, declare, shown
from xuanlan.reading.keys import nearest


class Role(StrEnum):
    """What somebody may do at the desk. Everybody who is known may read."""

    WRITE = "撰稿"
    REVIEW = "审核"
    PUBLISH = "发布"


_ROLES = [str(role) for role in Role]


def _roles(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if value not in _ROLES:
            raise PydanticCustomError(
                "choice-invalid",
                "{found}",
                {"found": shown(value), "choices": "、".join(_ROLES), "suggestion": nearest(value, _ROLES)},
            )
    return values


def _origin(value: Any) -> Any:
    text = value.strip().rstrip("/").lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", text):
        raise PydanticCustomError(
            "field-type",
            "{found}",
            {"expected": "写稿台的网址，不带路径，例如 https://desk.example.cn", "found": shown(value)},
        )
    return text.removesuffix(":443") if text.startswith("https:") else text.removesuffix(":80")


def _header(value: Any) -> Any:
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,99}", text):
        raise PydanticCustomError(
            "field-type", "{found}", {"expected": "一个请求头的名称，例如 X-Remote-User", "found": shown(value)}
        )
    return text.lower()


def _networks(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        try:
            ipaddress.ip_network(value)
        except ValueError:
            raise PydanticCustomError(
                "field-type", "{found}", {"expected": "IP 地址或者网段，例如 10.0.0.5", "found": shown(value)}
            ) from None
    return values


class Person(Model):
    """Somebody who uses the desk, as the organisation's own login knows them."""

    account: Text = declare("账号", "单位的登录系统给出的账号，一字不差。", "bianji01", ...)
    name: Text | None = declare("姓名", "写稿台上怎么称呼，写岗位也行；不写就用账号。", "宣传部编辑")
    roles: Annotated[TextList, AfterValidator(_roles)] = declare(
        "职责", "撰稿、审核、发布中的一项或几项；不写只能看。", "撰稿、审核", ()
    )

    @property
    def shown(self) -> str:
        return self.name or self.account


ALONE = Person(account="", roles=tuple(Role))
"""Who sits alone at a machine, and may do everything."""


class DeskSettings(Model):
    """How the desk works at this site."""

    commit: Flag = declare("提交", "网站的文件夹由 Git 管理时，每次保存自动提交一次。", "是", False)
    address: Annotated[str, BeforeValidator(_origin)] | None = declare(
        "网址", "几个人一起用的写稿台，在浏览器里的网址。", "https://desk.example.cn"
    )
    identity: Annotated[str, BeforeValidator(_header)] | None = declare(
        "身份", "单位的反向代理把登录的账号写在哪个请求头里。", "X-Remote-User"
    )
    proxies: Annotated[TextList, AfterValidator(_networks)] = declare(
        "代理", "反向代理的 IP 地址；别的地址发来的请求一概不收。", "10.0.0.5", ("127.0.0.1", "::1")
    )
    people: tuple[Person, ...] = declare("人员", "谁可以用写稿台，各做什么。", "[{账号: bianji01, 职责: 撰稿}]", ())
