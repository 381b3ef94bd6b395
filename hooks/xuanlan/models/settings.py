"""The site's own register, `notices/settings.yml`: who publishes, what stands in the footer, columns and kinds."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from xuanlan.models.approval_steps import Steps
from xuanlan.models.designs import Design
from xuanlan.models.desk_settings import DeskSettings
from xuanlan.models.gate import GateSettings
from xuanlan.models.kinds import Column, Kind
from xuanlan.models.visits import MOST
from xuanlan.reading.fields import Flag, Model, Number, RelPath, Text, TextList, Url, at_most, choice, declare, shown


def _shape(pattern: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(pattern, value.strip()):
            return value.strip()
        raise PydanticCustomError("pattern-invalid", "{found}", {"found": str(value)})

    return BeforeValidator(check)


SiteCode = Annotated[str, _shape(r"bm\d{8}|\d{10}")]
Icp = Annotated[str, _shape(r"[\u4e00-\u9fa5]ICP备\d{6,10}号(?:-\d{1,3})?")]
Police = Annotated[str, _shape(r"[\u4e00-\u9fa5]公网安备\s?\d{14}号")]
RED_HEAD = 30
"""Most characters of a 发文机关标志: two lines in 1号, the smallest size that stands out over a title in 2号."""
RedHead = Annotated[Text, at_most(RED_HEAD)]
_NEUTRAL = frozenset(("温馨提示", "通知", "公告", "提醒", "客服", "短信通知"))
"""Words that say nothing of the sender, which operators do not take as signatures."""


def _signature(value: Any) -> Any:
    name = value.strip().strip("【】[]") if isinstance(value, str) else ""
    if not 2 <= len(name) <= 18 or name in _NEUTRAL:
        raise PydanticCustomError(
            "field-type",
            "{found}",
            {"expected": "报备过的签名，2 到 18 个字，不能是“通知”一类的词", "found": str(value)},
        )
    return name


Signature = Annotated[str, BeforeValidator(_signature)]


def _lengths(value: Any) -> Any:
    if not isinstance(value, dict) or not all(re.fullmatch(r"\d{1,6}", f"{most}".strip()) for most in value.values()):
        expected = "文种和字数，例如 {通知: 4000}；不查的写 0"
        raise PydanticCustomError("field-type", "{found}", {"expected": expected, "found": shown(value)})
    return {str(kind): int(most) for kind, most in value.items()}


Lengths = Annotated[dict[str, int], BeforeValidator(_lengths)]
"""Most characters of a text, by its kind; 0: no limit."""
Domain = Annotated[str, _shape(r"[A-Za-z0-9\u4e00-\u9fa5.-]{3,}")]


class Badge(Model):
    """A local picture with a link, such as 党政机关网站标识."""

    image: RelPath = declare("图片", "docs 文件夹中的图片。", "assets/badge.png", ...)
    url: Url | None = declare("链接", "点击后去的网址。", "https://www.example.cn/")
    title: Text = declare("名称", "图片的文字说明。", "党政机关网站标识", "党政机关网站标识")


FONTS = "fonts"
"""The folder of a site's own fonts, inside its overrides: read for printed sheets, never published."""


SEALS = {"加盖": "sealed", "不加盖": "bare"}
"""Whether a document bears a seal, for which its signature leaves room (GB/T 9704-2012, 7.3.5)."""


class SheetFonts(Model):
    """A site's own fonts, by what they are for; their files lie in overrides/fonts or are installed."""

    title: Text | None = declare("小标宋", "标题的字体，写字体自己的名称。", "方正小标宋简体")
    fangsong: Text | None = declare("仿宋", "正文的字体。", "仿宋_GB2312")
    kai: Text | None = declare("楷体", "二级标题的字体。", "楷体_GB2312")
    hei: Text | None = declare("黑体", "一级标题的字体。", "黑体")
    song: Text | None = declare("宋体", "页码的字体，别的字体没有的字也用它。", "宋体")


SHEETS = {"自动": "auto", "全部": "all", "不做": "none"}


SheetChoice = Annotated[str, choice(SHEETS)]
KEYS = {"自动": "auto", "中文": "chinese", "英文": "english"}
"""In which language the program writes the names of fields into a new notice; by itself in that of the site's others."""
KeyChoice = Annotated[str, choice(KEYS)]


class Settings(Model):
    """What `notices/settings.yml` may say. Everything has a default; an empty file is a valid site."""

    unit: Text | None = declare("主办单位", "网站的主办单位，也是没有写发布单位的文稿的落款。", "云山职业技术学院")
    slogan: Text | None = declare("标语", "首页上方的一句话。", "明德 笃学 精技 致远")
    address: Text | None = declare("地址", "主办单位的地址。", "云山市学府路 1 号")
    postcode: Text | None = declare("邮编", "邮政编码。", "000000")
    phone: Text | None = declare("电话", "主办单位的联系电话。", "0000-8888000")
    email: Text | None = declare("邮箱", "主办单位的电子邮箱。", "office@college.example")
    domain: Domain | None = declare(
        "网站域名", "网页标签 SiteDomain 的取值；不写就取自网站网址。", "www.college.example"
    )
    site_code: SiteCode | None = declare("网站标识码", "政府网站标识码。", "bm00000000")
    icp: Icp | None = declare("ICP备案号", "ICP 备案编号。", "云ICP备00000000号")
    police: Police | None = declare("公安备案号", "公安机关备案编号。", "云公网安备00000000000000号")
    finder: Url | None = declare("找错", "“我为政府网站找错”的入口网址。", "https://zfwzgl.www.gov.cn/")
    badge: Badge | None = declare("网站标识", "党政机关网站标识，用本地图片。", "{image: assets/badge.png}")
    latest: Number = declare("首页条数", "首页每个栏目列出几条。", "6", 6)
    traditional: Flag = declare("繁体查找", "用繁体字查找时，找不到就按对应的简体字再找一次。", "是", True)
    tags: Flag = declare("网页标签", "是否输出国办发〔2017〕47号规定的网页标签。", "是", True)
    sheets: SheetChoice = declare(
        "打印件",
        "网站上放哪些文稿的 PDF：自动（置顶、紧急的和现行的规定）、全部、不做；其余的用 xuanlan print 随时做。",
        "自动",
        "auto",
    )
    red_head: RedHead | None = declare(
        "发文机关标志",
        f"公文打印件的红头，写了才有，只用于公文文种；最多 {RED_HEAD} 个字，长的排两行。",
        "云山职业技术学院文件",
    )
    seal: Annotated[Text, choice(SEALS)] = declare(
        "印章", "公文纸落款的排法：加盖，给印章留出位置；不加盖，署名和日期排在右边。", "加盖", "bare"
    )
    poster: Design = declare(
        "海报样式", "没有另写海报样式的文稿用哪一种：公文素白、红金、蓝绿安全、节日、紧急红。", "红金", "plain"
    )
    fonts: SheetFonts | None = declare("打印字体", "打印件改用本单位自己的字体。", "{小标宋: 方正小标宋简体}")
    link_hosts: TextList = declare(
        "可跳转的网站", "登记簿中的旧地址可以转到这些网站，链接到这些网站也不提醒。", "www.example.cn", ()
    )
    sms_signature: Signature | None = declare(
        "短信签名", "在运营商报备的短信签名，2 到 18 个字，不写【】；短信以它开头。", "云山职业技术学院"
    )
    keys: KeyChoice = declare(
        "字段名",
        "新建的文稿用中文的字段名（标题、文种）还是英文的（title、kind）：自动就与别的文稿一致，没有别的就用中文。",
        "中文",
        "auto",
    )
    staff_pages: TextList = declare(
        "编辑人员页面",
        "docs 里只给编辑人员看的文件夹或页面：不进导航、搜索和站点地图，打开时注明。",
        "manual",
        (),
    )
    desk: DeskSettings | None = declare("写稿台", "写稿台怎样保存，谁可以用。", "{提交: 是}")
    approval: Steps = declare(
        "审批", "发布前要过的一到四步；写了，没有审结的文稿就不公开。", "[{名称: 初审, 谁: 党委办公室}]", ()
    )
    gate: GateSettings | None = declare("审读", "发布前按什么要求审读。", "{单位类型: 学校}")
    visits: Number = declare("进校园上限", "进校园事项登记表（visits.yml）里，一个学期超过几项就提醒。", "6", MOST)
    asked: Number = declare(
        "要求上限", "一份通知、方案要求下面的单位报送、填表、开会、检查，合起来超过几处就提示。", "8", 5
    )
    lengths: Lengths = declare(
        "篇幅上限",
        "哪个文种的正文超过多少字就提示；不写的，通知、方案 4000 字，意见、决定 5000 字。",
        "{通知: 3000}",
        {},
    )
    columns: tuple[Column, ...] = declare("栏目", "增加的栏目。", "[{slug: party, title: 党建}]", ())
    kinds: tuple[Kind, ...] = declare("文种", "增加或改写的文种。", "[{name: 招聘, column: notices}]", ())
