"""The notice: every field of its front matter, declared once, and one model per kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, create_model
from pydantic_core import PydanticCustomError

from xuanlan.diagnostics.report import Position, Report
from xuanlan.models.ai_label import WORDS, AiLabel
from xuanlan.models.designs import Design
from xuanlan.models.gate import Waiver
from xuanlan.models.kinds import Kind
from xuanlan.models.settings import SEALS
from xuanlan.reading.fields import (
    Day,
    Flag,
    FromMoment,
    Ident,
    LongText,
    Model,
    RelPath,
    Text,
    TextList,
    UntilMoment,
    Url,
    choice,
    declare,
    has_time,
    shown,
)
from xuanlan.reading.keys import aliases, key_beside, nearest, words_beside
from xuanlan.reading.source import Places, Source
from xuanlan.reading.validation import validate

URGENCIES = {"特急": "特急", "加急": "加急"}
"""How urgent a document (公文) may be (GB/T 9704-2012, 7.2.3)."""


class Contact(Model):
    """Whom to ask. A single line names an entry of the hotline register; anything else is printed as written."""

    name: Text | None = declare(
        "名称", "联系人或部门；与热线登记表中某一条同名时，电话、时间等都取自那一条。", "学院总值班室"
    )
    phone: Text | None = declare("电话", "电话号码，分机写“转”。", "0000-8888001 转 801")
    address: Text | None = declare("地址", "办公地点。", "行政楼 101 室")
    email: Text | None = declare("邮箱", "电子邮箱。", "office@college.example")
    hours: Text | None = declare("时间", "什么时候可以联系。", "工作日 8:30—17:00")


class Attachment(Model):
    """A file that goes with the notice."""

    file: RelPath = declare("文件", "相对于本文件的路径。", "附件/报名表.docx", ...)
    title: Text | None = declare("名称", "读者看到的名称；不写就用文件名。", "报名表")


def _contact(value: Any) -> Any:
    if isinstance(value, list):
        raise PydanticCustomError(
            "field-type", "{found}", {"expected": "一个联系人（其余的请写进正文）", "found": shown(value)}
        )
    return {"name": value} if isinstance(value, str) else value


def _attachments(value: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    return [{"file": item} if isinstance(item, str) else item for item in items]


ContactField = Annotated[Contact, BeforeValidator(_contact)]
Attachments = Annotated[tuple[Attachment, ...], BeforeValidator(_attachments)]


class Notice(Model):
    """Front matter of one notice."""

    title: Text = declare(
        "标题", "文稿的标题，一行。", "关于做好寒假值班工作的通知", ..., near="题目 名称 标题名 主标题"
    )
    kind: Text = declare(
        "文种", "通知、公告、公示、倡议书、规定等，决定栏目和版式。", "通知", ..., near="类型 类别 种类 分类 文种类型"
    )
    date: Day = declare(
        "成文日期", "落款处的日期。", "2026-03-08", ..., near="日期 发文日期 落款日期 成文时间 签发日期"
    )
    id: Ident | None = declare(
        "编号", "永久网址 /n/编号/ 的一部分，一经发布不再改变。", "2026-017", near="文稿编号 序号 ID Id"
    )
    unit: TextList = declare(
        "发布单位",
        "一个或几个单位；不写就是本网站的主办单位。",
        "学生工作处",
        (),
        near="发布部门 发文部门 发文单位 发文机关 发布机关 发布机构 部门 单位 落款 落款单位 责任单位 主办单位",
    )
    doc_no: Text | None = declare(
        "发文字号", "年份用六角括号〔〕。", "云职院〔2026〕17号", near="文号 字号 发文号 文件号"
    )
    to: Text | None = declare(
        "主送",
        "主送机关或收信人，冒号会自动加上。",
        "各系部、各处室",
        near="主送单位 主送机关 收文单位 抬头 收件人",
        also="称呼",
    )
    urgency: Annotated[Text, choice(URGENCIES)] | None = declare(
        "紧急程度", "公文的紧急程度，特急或者加急，印在公文纸的左上角。", "加急"
    )
    signer: TextList = declare("签发人", "只有上行文才写，印在公文纸上发文字号的右边。", "王某某", ())
    joint: TextList = declare(
        "联合发文单位",
        "与本单位联合发文的其他单位，按次序写全称；红头上、落款处都按这个次序排在本单位后面。",
        "云山市教育局、共青团云山市委员会",
        (),
        near="联合发文 联合行文 联署单位",
    )
    seal: Annotated[Text, choice(SEALS)] | None = declare(
        "印章", "公文纸落款的排法：加盖，给印章留出位置；不加盖，署名和日期排在右边。不写就照 settings.yml。", "加盖"
    )
    remark: Text | None = declare("附注", "印在公文纸上成文日期的下面，括号会自动加上。", "此件公开发布")
    cc: TextList = declare("抄送", "抄送哪些单位，印在公文纸末页的版记里，网页上不显示。", "市教育局，团市委", ())
    issuer: Text | None = declare(
        "印发机关", "承办印发的部门，印在公文纸末页的版记里，网页上不显示。", "学院党政办公室"
    )
    issued_on: Day | None = declare("印发日期", "送去印的那一天；不写就是成文日期。", "2026-03-08")
    publish_at: FromMoment | None = declare(
        "发布时间",
        "到这个时间才公开；不写就是成文日期当天零时。",
        "2026-03-08 09:00",
        near="发布日期 上线时间 公开时间",
    )
    expires: UntilMoment | None = declare(
        "失效日期",
        "当天过完即失效；失效后网址仍在，页首写明。",
        "2026-06-30",
        near="有效期 有效期限 到期日期 到期时间 截止有效",
        also="有效期至",
    )
    open_from: FromMoment | None = declare("公示开始", "公示期的第一天。", "2026-03-08", near="公示开始日期 公示起")
    open_until: UntilMoment | None = declare(
        "公示结束", "公示期的最后一天，当天过完才算结束。", "2026-03-14", near="公示结束日期 公示止 公示期"
    )
    objections: ContactField | None = declare(
        "受理", "公示期内向谁反映问题：热线登记表中的名称，或电话、地址等。", "学院纪检监察室"
    )
    list_until_closed: Flag = declare("期满撤下名单", "公示结束后撤下正文和附件，只留标题、期限和结果。", "是", False)
    result: LongText | None = declare("公示结果", "公示结束后写明结果。", "公示期内未收到异议。")
    pinned_until: UntilMoment | None = declare("置顶至", "在首页和栏目页置顶到这一天。", "2026-03-20", near="置顶")
    urgent: Flag = declare("紧急", "在首页和栏目页顶部用横幅提示，直到失效。", "是", False, near="加急")
    contact: ContactField | None = declare(
        "联系方式", "热线登记表中的名称，或电话、地址等。", "学院总值班室", near="联系人 联系电话 电话 咨询电话"
    )
    attachments: Attachments = declare(
        "附件", "随文发布的文件，一个或几个。", "附件/报名表.docx", (), near="附件列表 附件文件"
    )
    tags: TextList = declare("标签", "便于归类的词。", "安全, 假期", (), near="关键词 关键字 主题词")
    values: TextList = declare("核心价值观", "与哪几个词有关，取自二十四字。", "诚信, 友善", ())
    audience: TextList = declare("面向", "写给谁看。", "学生, 家长", (), near="对象 受众 适用对象")
    summary: LongText | None = declare(
        "摘要", "一两句话；不写就取正文开头。", "寒假值班安排与联系电话。", near="简介 概要 导语 内容摘要"
    )
    poster: Design | None = declare(
        "海报样式", "海报的底色和图案；不写，紧急的用紧急红，其余用 settings.yml 里写的。", "红金"
    )
    author: Text | None = declare("责任编辑", "编辑部门或岗位。", "宣传部编辑室", near="编辑 作者 撰稿 责编")
    basis: TextList = declare("依据", "所依据的文件。", "《城市市容和环境卫生管理条例》", ())
    source: Text | None = declare("来源", "转载时写明来源。", "市教育局网站")
    source_url: Url | None = declare("来源网址", "转载时写明原文网址。", "https://www.example.cn/a.html")
    deadline: UntilMoment | None = declare(
        "截止时间", "报名、申报等的最后期限，列入日历。", "2026-03-20 17:00", near="截止日期 报名截止 截止"
    )
    event_from: FromMoment | None = declare(
        "活动开始", "活动开始的时间，列入日历。", "2026-03-20 14:00", near="活动时间 开始时间 时间"
    )
    event_until: UntilMoment | None = declare("活动结束", "活动结束的时间。", "2026-03-20 16:00", near="结束时间")
    place: Text | None = declare("地点", "活动地点。", "大学生活动中心", near="地址 活动地点 会议地点")
    official: Ident | None = declare("官方文本", "与随软件提供的哪一套官方条文逐字比对。", "jiu-bu-zhun-2013")
    answers: TextList = declare(
        "回复",
        "回复或者复查哪一次检查：督查通报、问题清单、整改通知单的编号。",
        "2026-040",
        (),
        near="回复文号 答复 回头看 对应通知 整改通知",
        also="复查",
    )
    replaces: TextList = declare("替代", "本文替代的旧文稿的编号。", "2025-031", (), near="代替 取代 替换")
    withdrawn: LongText | None = declare(
        "撤回说明", "写了就表示撤回；网址仍在，只显示说明。", "内容有误，已重新发布。", near="撤回 撤回原因 撤稿"
    )
    repealed: LongText | None = declare(
        "废止说明", "写了就表示废止；正文保留，页首写明。", "自 2026 年 1 月 1 日起废止。", near="废止 废止原因"
    )
    aigc: AiLabel = declare(
        "人工智能生成",
        f"文稿含有人工智能生成的内容时写“是”；人工智能软件写入的 AIGC 标识原样保留。读者会看到“{WORDS}”。",
        "是",
        (),
        also="AIGC",
    )
    waivers: tuple[Waiver, ...] = declare(
        "放行",
        "看过并负责的检查结果，每条写明规则、词句、谁、理由、有效至。",
        "[{规则: wording-slip, 词句: 按装, 谁: 宣传部编辑室, 理由: 引用 1987 年的原文, 有效至: 2026-12-31}]",
        (),
    )
    public: Flag = declare(
        "公开",
        "写“否”，网站上、屏幕上、搜索里都没有它，只给工作人员看，可以检查、打印。",
        "否",
        True,
        near="是否公开 公开属性 公开方式",
    )
    draft: Flag = declare("草稿", "草稿不会出现在网站的任何地方。", "是", False)


_DAY = ("date", "成文日期")
PERIODS = {"expires": "publish_at", "open_until": "open_from", "event_until": "event_from"}
"""The ends of periods, and where each begins."""


def models(kinds: Mapping[str, Kind]) -> dict[str, type[Notice]]:
    """One model for each kind, in which the fields that the kind requires are required."""
    return {name: _model(kind) for name, kind in kinds.items()}


def _model(kind: Kind) -> type[Notice]:
    changed: dict[str, Any] = {}
    for name in field_names(kind.requires):
        info = Notice.model_fields[name]
        words = {key: " ".join(words_beside(info, f"x-{key}")) for key in ("also", "near")}
        field = declare(info.title or name, info.description or "", str((info.examples or [""])[0]), ..., **words)
        changed[name] = (Notice.__annotations__[name], field)
    return create_model(f"Notice_{kind.name}", __base__=Notice, __module__=__name__, **changed) if changed else Notice


def field_names(written: Iterable[str]) -> list[str]:
    """The fields that `written` names, in English or Chinese; other words are left out."""
    names = aliases(Notice)
    return [names[word] for word in written if word in names]


def read_notice(
    source: Source, by_kind: Mapping[str, type[Notice]], kinds: Mapping[str, Kind], report: Report
) -> Notice | None:
    """The notice that `source` holds, or None when its front matter has errors (all reported)."""
    before = report.error_count
    written = source.meta.value
    key = "kind" if "kind" in written else "文种"
    kind = written.get(key)
    model = by_kind.get(kind, Notice) if isinstance(kind, str) else Notice
    notice = validate(model, source.meta, report)
    if isinstance(kind, str) and kind and kind not in kinds:
        report.add(
            "choice-invalid",
            source.meta.position((key,)),
            label="文种",
            found=kind,
            choices="、".join(kinds),
            suggestion=nearest(kind, kinds),
        )
    if notice is None or report.error_count > before:
        return None
    day = next((written[key] for key in _DAY if key in written), "")
    if day and has_time(day):
        place = field_position(source.places, "date")
        report.add("date-time", place, label=Notice.model_fields["date"].title, found=shown(day))
    for last, first in PERIODS.items():
        start, end = getattr(notice, first), getattr(notice, last)
        if start and end and end <= start:
            labels = {name: Notice.model_fields[name].title for name in (first, last)}
            # Without times, an end may equal the next day's start: to the author these are different days.
            timed = any(has_time(str(written[key])) for name in labels for key in _keys(Notice, name) if key in written)
            code = "date-same" if end == start and timed else "date-order"
            report.add(code, field_position(source.places, last), earlier=labels[first], later=labels[last])
    for name in field_names(kinds[notice.kind].expects):
        if not getattr(notice, name):
            info = Notice.model_fields[name]
            example = (info.examples or [""])[0]
            values = {"label": info.title, "key": key_beside(list(written), name, info.title or ""), "example": example}
            report.add("field-expected", source.start, kind=notice.kind, **values)
    return notice if report.error_count == before else None


def field_position(places: Places, name: str, item: int | None = None, part: str = "") -> Position:
    """Where the author wrote field `name`, under whichever of its keys; or its item number `item` (from 0), or the
    field `part` of a contact."""
    keys = _keys(Notice, name)
    inner = [f"{key}/{within}" for key in keys for within in _keys(Contact, part)] if part else []
    return places.of([*inner, *keys], item)


def _keys(model: type[Model], name: str) -> list[str]:
    return [key for key, field in aliases(model).items() if field == name]
