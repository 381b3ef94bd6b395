"""The wording of every diagnostic, by code: severity, what was found, what to do.

Placeholders in braces are filled by `Report.add`. A code never changes once published, its wording may.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Message(NamedTuple):
    severity: Literal["error", "warning", "info"]
    text: str
    hint: str


class More(NamedTuple):
    """What is said instead of the findings of one rule that are too many to be told."""

    found: str
    text: str
    hint: str


MORE = More(
    "其余各处",
    "规则 {code} 在这里找到的不止 {most} 处，只列出前 {most} 处，“{found}”没有列出",
    "请先改好列出的，再检查一遍，就会列出后面的。",
)


def _error(text: str, hint: str) -> Message:
    return Message("error", text, hint)


def _warning(text: str, hint: str) -> Message:
    return Message("warning", text, hint)


def _info(text: str, hint: str) -> Message:
    """What is told only to those who ask for hints: it may well be right as it stands."""
    return Message("info", text, hint)


_QUIZ = {
    "quiz-empty": _error(
        "知识问答里没有一道题",
        "题目写成“1. 题干（　）”，下面每行一个选项“A. …”，再写“答案：B”；或写“自动出题：[名称](文件.md)”。",
    ),
    "quiz-line": _error(
        "这一行不属于任何一题，网页上看不到：“{found}”", "请并入上一行，或在行首写明题号、选项字母、答案、解析或依据。"
    ),
    "quiz-aside": _warning("“{found}”不会登出来", "网页上不显示难度、分值、知识点，可以删去这一行。"),
    "quiz-part-twice": _error("这一题写了两遍：“{found}”", "请只留一行。"),
    "quiz-stem-none": _error("第 {number} 题没有题干", "请在题号后面写题目。"),
    "quiz-answers-two": _error("第 {number} 题有两个答案：题干里是“{other}”，答案写的是“{found}”", "请只留一个。"),
    "quiz-answer-none": _error(
        "第 {number} 题没有答案：“{found}”", "请另起一行写“答案：B”；判断题写“答案：对”或“答案：错”。"
    ),
    "quiz-answer-gone": _error("第 {number} 题的答案是 {found}，选项只到 {last}", "请核对答案，或补上选项。"),
    "quiz-answer-unclear": _error(
        "第 {number} 题的答案看不懂：“{found}”", "选择题写选项的字母，例如“答案：B”“答案：ACD”。"
    ),
    "quiz-options-order": _error("第 {number} 题的选项是 {found}，应依次是 {expected}", "请补上缺的选项，或改正字母。"),
    "quiz-options-one": _error("第 {number} 题只有一个选项", "至少要有两个选项。"),
    "quiz-option-empty": _error("第 {number} 题的选项 {found} 是空的", "请补写这个选项。"),
    "quiz-options-same": _error("第 {number} 题的选项 {first} 和 {other} 一样：“{found}”", "请改掉其中一个。"),
    "quiz-options-none": _error(
        "第 {number} 题的答案是“{found}”，却没有选项", "请把选项写在题干下面，每行一个：“A. …”。"
    ),
    "quiz-judge-options": _error(
        "第 {number} 题是判断题，却有别的选项", "判断题不写选项，答案写“对”或“错”；要选择的请放到选择题里。"
    ),
    "quiz-kind": _error("第 {number} 题写明是{label}，答案“{found}”却是{kind}的", "请核对答案，或改正题型。"),
    "quiz-blank-none": _error(
        "第 {number} 题既没有选项，也没有空格：“{found}”", "填空的地方写 ____；判断题的答案写“对”或“错”。"
    ),
    "quiz-blanks": _error(
        "第 {number} 题有 {blanks} 个空，答案有 {found} 个", "几个空的答案之间用分号隔开：“答案：北京；上海”。"
    ),
    "quiz-twice": _warning("这一题与第 {first} 行的一样：“{found}”", "请删去一题。"),
    "quiz-key-count": _error("“{found}”里有 {answers} 个答案，题号却有 {questions} 个", "请逐题核对。"),
    "quiz-key-none": _error("答案“{number}. {found}”没有对应的题", "请核对题号。"),
    "quiz-key-many": _error("第 {number} 题有好几道，不知道答案“{found}”是哪一道的", "请把答案写在各题下面。"),
    "quiz-made-unclear": _error(
        "自动出题的一行看不懂：“{found}”",
        "写法是“自动出题：[名称](文件.md)，5题”，也可以链接到 /hotlines/ 或 /core-values/。",
    ),
    "quiz-made-old": _error("不能按“{found}”出题：{why}", "请链接到现行的规定，或删去这一行。"),
    "quiz-made-few": _warning(
        "按“{found}”只能出 {made} 题，要的是 {count} 题",
        "可以出题的有条目不同的规定、热线、核心价值观、写有时间的文稿；同一套至少要有四项。",
    ),
    "quiz-basis-none": _warning(
        "这一题没有写依据：“{found}”", "请写“依据：[名称](文件.md#item-3)”，读者才能查证，条文改了这里才会提醒。"
    ),
    "quiz-quote-none": _warning(
        "这一题没有写明是按哪个版本的条文出的：“{found}”", "核对以后运行 xuanlan quiz renew {id}，会补上“原文：”一行。"
    ),
    "quiz-quote-changed": _error(
        "条文已经改了。出题时是：“{found}”，现在是：“{now}”",
        "请重新核对题目和答案，再运行 xuanlan quiz renew {id} --line {line}。",
    ),
    "quiz-basis-old": _error("依据“{found}”{why}", "请按现行的规定改写这一题，或删去。"),
    "quiz-stale": _error("题目说的是“{found}”，{why}", "请按现行的规定改写，或在题目、解析里写明已被什么取代。"),
}

_SOURCE = {
    "file-unreadable": _error("无法读取文件：{reason}", "请检查文件是否存在、是否有读取权限。"),
    "file-not-regular": _error(
        "这不是普通文件（符号链接、管道等），不会被发布", "请换成真实的文件或文件夹，不用链接。"
    ),
    "file-ignored": _warning(
        "扩展名不是 .md，这个文件不会发布", "记事本保存时请把“保存类型”选为“所有文件”，文件名以 .md 结尾。"
    ),
    "file-leftover": _warning(
        "有 {count} 个临时文件没有读取：{names}",
        "这是 Word、WPS 等软件打开文件时留下的，文件关闭后会自己消失；没有消失的可以删去。",
    ),
    "file-hidden": _warning(
        "名字以点开头，里面的 {count} 份文稿不会发布：{names}", "要发布，请改掉开头的点；不发布的，请移出网站的文件夹。"
    ),
    "file-unused": _warning(
        "有 {count} 个文件没有一份文稿引用，不会发布：{names}",
        "要随文稿发布，请在文稿里写“附件”或链接；它本身就是文稿，请把文字放进 .md 文件。",
    ),
    "notice-elsewhere": _warning(
        "有 {count} 份文稿不在 notices 文件夹里，不会发布：{names}", "请移进 notices 文件夹；不是文稿，就不用理会。"
    ),
    "register-misnamed": _error("登记表 {right} 没有读到，这个文件的名字或位置不对", "请把它改名为 {right}。"),
    "register-twin": _warning(
        "这个文件没有读取，登记表只读 {right}", "请把需要的内容并进 {right}，再把这个文件移出网站的文件夹。"
    ),
    "register-unknown": _warning("不认识这个登记表，没有读取", "notices 文件夹里的登记表只有 {choices}。"),
    "doc-templates": _warning(
        "{folder} 文件夹里的 {count} 个页面不会发布，这个名字留给了主题", "请把页面移到别的文件夹。"
    ),
    "file-changed": _error("读到一半时文件被改动了", "请保存好文件，再生成一次。"),
    "file-empty": _error("文件是空的", "请写入标题、日期、文种和正文，或删除这个文件。"),
    "file-too-large": _error("文件太大：{size}，上限 {limit}", "请把长表格或图片改作附件。"),
    "encoding-utf16": _error("文件是 UTF-16 编码（记事本称为“Unicode”）", "请在记事本中“另存为”，编码选择 UTF-8。"),
    "encoding-gbk": _warning(
        "文件是 GBK/GB18030 编码，已按此读取", "请在记事本中“另存为”，编码选择 UTF-8，以免别的软件显示乱码。"
    ),
    "encoding-mixed": _error(
        "这一行的编码与文件其余部分不同（UTF-8 与 GBK 混用）", "请删除这一行后重新输入，再以 UTF-8 保存。"
    ),
    "encoding-broken": _error("这一行既不是 UTF-8 也不是 GB18030", "请删除这一行后重新输入，再以 UTF-8 保存。"),
    "character-control": _error("有不可见的控制字符 {name}", "请删除后重新输入这一处。"),
    "character-zero-width": _warning(
        "有看不见的零宽字符 {name}，已去除", "多半是从网页或聊天软件粘贴而来，请重新输入这个词。"
    ),
    "character-lost": _warning("有认不出的字，显示为“{found}”", "文字在转换编码时已经损坏，请对照原文重新输入这一处。"),
    "character-radical": _warning(
        "“{found}”（{name}）是部首符号，不是汉字“{put}”",
        "多半是从 PDF 复制而来；看起来一样，复制、朗读和打印时会出错。请改成“{put}”，或运行 xuanlan check --fix。",
    ),
    "character-misread": _warning(
        "“{found}”多半是乱码，原来可能是“{meant}”",
        "这几个字曾按另一种编码读过，请对照原文重新输入；确实是外文，就不用理会。",
    ),
    "front-matter-missing": _error(
        "没有文件头", "文件第一行应是三个减号 ---，接着写标题、成文日期、文种，再以一行 --- 结束。"
    ),
    "front-matter-not-first": _error("文件头没有从第一行开始", "请删除 --- 之前的空行和空格。"),
    "front-matter-unclosed": _error("文件头没有结束", "请在文件头之后另起一行写三个减号 ---。"),
    "front-matter-not-mapping": _error(
        "这里应是一行一个字段，先写名称，后写内容", "例如“标题: 关于寒假值班的通知”；冒号要用半角的，后面加一个空格。"
    ),
    "yaml-syntax": _error("写法有误：{problem}", "{advice}"),
    "yaml-duplicate-key": _error("“{key}”写了两次，第一次在第 {first} 行", "请只留下一个。"),
    "yaml-alias": _error("文件头里用了 YAML 的锚点或别名", "请直接写出内容，不用 & 和 *。"),
    "yaml-tag": _error("文件头里用了 YAML 标签 {tag}", "请直接写出内容，不用感叹号开头的标签。"),
    "yaml-comment": _warning(
        "这一行的“{found}”成了注释，不会出现在网页上",
        "“#”前面有空格，后面的字就是注释。要它算作内容，请给整个内容加上英文双引号；确是注释，请另起一行写。",
    ),
    "yaml-null": _warning(
        "“{found}”在这里的意思是“没有内容”，不会显示在网页上",
        "确实没有内容，请删去它；要它算作内容，请加上英文双引号。",
    ),
    "yaml-list-too-long": _error(
        "列表有 {found} 项，最多 {limit} 项", "请看看是不是重复粘贴了；确实有这么多的，请分成几份。"
    ),
    "yaml-too-many": _error(
        "这里共有 {found} 项内容，最多 {limit} 项", "请看看是不是重复粘贴了；确实有这么多的，请删去不用的。"
    ),
    "yaml-too-deep": _error("层次太深", "最多 {limit} 层。"),
}

_FIELDS = {
    "field-unknown": _error("没有“{key}”这个字段", "{suggestion}"),
    "fields-too-many": _error("字段太多：{found} 个，上限 {limit} 个", "多半是粘贴时出的错，请删去多余的行。"),
    "field-twice": _error("“{key}”与“{other}”是同一个字段，写了两次", "请只留下一个。"),
    "field-missing": _error("缺少“{label}”", "请补上，例如 {key}: {example}"),
    "field-expected": _warning("{kind}通常应写明“{label}”", "请补上，例如 {key}: {example}"),
    "field-type": _error("“{label}”应是{expected}，现在写的是“{found}”", "例如 {key}: {example}"),
    "field-item-empty": _error(
        "“{label}”的第 {number} 项是空的", "请补上内容，或者删去这一项（连同前面的减号或逗号）。"
    ),
    "date-invalid": _error(
        "“{label}”不是有效的日期：“{found}”",
        "请写成 2026-03-08 或 2026年3月8日，需要时加时间 2026-03-08 09:30 或 2026年3月8日9时30分。",
    ),
    "id-invalid": _error(
        "编号“{found}”不能用作网址",
        "请只用英文字母、数字和减号，以字母或数字开头，不超过 60 个字符，不用 con、nul 等系统名称。",
    ),
    "choice-invalid": _error("“{label}”没有“{found}”这一项", "可以写：{choices}。{suggestion}"),
    "path-invalid": _error(
        "“{found}”不是本文件旁边的文件", "请写相对路径，用 / 分隔，例如“附件/名单.xlsx”；不写盘符，也不写网址。"
    ),
    "url-invalid": _error("“{found}”不是可用的网址", "请写完整的 http:// 或 https:// 网址。"),
    "pattern-invalid": _error("“{label}”格式不对：“{found}”", "例如 {example}"),
    "date-future": _warning("成文日期是将来的 {day}，到那天才会公开", "请核对年份；确要定时发布，请写明“发布时间”。"),
    "id-derived": _warning(
        "没有写编号，网址暂由文件名得出：/n/{id}/",
        "请在文件头加一行“{key}: {id}”，以后改文件名也不会改变网址；或运行 xuanlan check --fix，全部补上。",
    ),
    "date-order": _error("“{later}”早于“{earlier}”", "请检查这两个日期。"),
    "date-same": _error("“{later}”与“{earlier}”是同一时刻", "请检查这两个时间；活动没有定结束时间，就不写“{later}”。"),
    "time-impossible": _warning("没有这个时刻：“{found}”", "请核对时间。"),
    "date-weekday": _error("“{label}”的星期与日期对不上：“{found}”", "那天是星期{weekday}，请核对日期。"),
    "date-time": _warning("“{label}”只记到日，“{found}”里的时间没有用上", "要到这个时间才公开，请另写一行“发布时间”。"),
}

_MARKUP = {
    "html-removed": _warning(
        "“{found}”不会出现在网页上，已去除", "正文只写文字、表格、图片和链接；不支持脚本、表单和嵌入的网页。"
    ),
    "tag-alone": _warning(
        "“{found}”没有配对的 {missing}，网页上按文字显示", "请补上 {missing}；本来不是网页标签，就不用管它。"
    ),
    "comment-unclosed": _warning(
        "注释 <!-- 没有结束，已当作在这一行末尾结束", "请在注释的末尾补上 -->；本来不是注释，就删去 <!--。"
    ),
    "comment-nested": _warning(
        "注释里又写了 <!--：第 {first} 行的注释到下一个 --> 才结束，中间的内容都不会出现在网页上",
        "请检查第 {first} 行的注释是不是忘了写 -->。",
    ),
    "html-unclosed": _warning(
        "标签 {found} 没有配对，不起作用，它里面的文字照常显示",
        "请在它包住的内容后面补上 {missing}；用不着就删去 {found}。",
    ),
    "html-markdown": _warning(
        "HTML 表格或列表里的“{found}”会原样显示", "请改用 Markdown 的表格、列表，或者把这里也写成 HTML，例如 <b>、<a>。"
    ),
    "note-type": _warning(
        "提示框没有“{found}”这一类，已按“说明”显示",
        "可以写：说明、提示、注意、重要、警告、紧急，或 note、tip、warning、danger。",
    ),
    "note-empty": _warning(
        "提示框里没有文字", "请把文字写在它的下一行，每行前面空四格；用不着提示框，就删去行首的符号。"
    ),
    "note-flush": _warning(
        "提示框的文字没有缩进，已把到空行为止的 {count} 行当作它的内容", "请在提示框里的每一行前面空四格。"
    ),
    "container-unpaired": _warning(
        "“{found}”没有成对", "这种写法开头一行写三个冒号和类别，结尾另起一行写三个冒号；也可以改用 !!! 开头的提示框。"
    ),
    "heading-blank": _warning(
        "“{signs}”后面没有空格，已当作标题",
        "请在 {signs} 后面加一个空格；不是标题，请在前面加反斜杠：\\{signs}。",
    ),
    "syntax-foreign": _warning(
        "“{found}”是别的软件的写法，在这里不起作用，会原样显示在网页上", "请删去它，需要的内容直接写在这里。"
    ),
    "body-line-brackets": _error(
        "这一行有 {found} 个“[”（链接、脚注等），一行最多 {limit} 个，无法排版",
        "请把这一行分成几段，或者把内容改作表格、列表。",
    ),
    "body-line-long": _error(
        "这一行有 {found} 个字符，其中 {signs} 个是标记用的符号，太多了，无法排版",
        "请把这一行分成几段；粘贴来的网页代码，请在标签之间换行。",
    ),
    "fence-unclosed": _warning(
        "代码框 {signs} 没有结束，后面的内容已当作普通文字",
        "请在代码的后面另起一行写 {signs}；本来没有代码，就删去这一行。",
    ),
    "table-row": _error(
        "表格的这一行有 {found} 格，表头有 {expected} 格",
        "请补上缺的竖线 |，或删去多的。一格里的文字要写在同一行，中间换行写 <br>；文字里本来有竖线的，写成 \\|。",
    ),
    "table-rule": _warning(
        "表格的中间又有一行横线，网页上会多出一行“---”",
        "上面一行是另一个表格的表头，就在表头前面空一行；不是，就删去这一行横线。",
    ),
    "table-head": _error(
        "表头有 {found} 格，下面各行都有 {expected} 格", "请补齐表头的各格；这一列没有名称，也要用竖线 | 留出空格。"
    ),
    "table-not-table": _error(
        "像表格，但不成表格：竖线和横线会原样显示在网页上",
        "每格之间用竖线 | 隔开，每行格数相同，第二行写 | --- | --- |，行与行之间不空行；很复杂的表格请改作附件。",
    ),
    "table-tabs": _warning(
        "像表格，但不成表格：这 {count} 行是用制表符（Tab）对齐的，网页上只显示为空格",
        "多半是从 Excel 或 Word 粘贴而来；要显示成表格，请把各格之间换成竖线 |，第二行写 | --- | --- |。",
    ),
    "link-form": _warning(
        "“{found}”不成链接，网页上会原样出现", "请写成 {right}：方括号和圆括号都用半角，两对括号紧挨着。"
    ),
    "link-empty": _warning("链接“{found}”没有文字，网页上看不见", "请在方括号里写上文字；不需要这个链接，就删去它。"),
    "address-hanzi": _warning(
        "网址里有汉字，链接只到第一个汉字为止：{found}",
        "汉字也是网址的一部分，就在网址的前后加尖括号 <…>；不是，就在网址后面空一格。",
    ),
    "address-form": _warning(
        "网址或邮箱“{found}”的写法不对，不成链接，或者只有一部分是链接",
        "请写成 {right}：冒号、斜线、点和字母都用半角，中间没有空格。",
    ),
    "link-wiki": _warning(
        "“{found}”是别的软件里的写法，网页上会原样出现",
        "链接请写 [文字](文件名.md)，图片请写 ![图片说明](图片/文件名.png)。",
    ),
    "link-definition-unused": _warning(
        "正文里没有用到“{name}”的网址，这一行不会出现在网页上", "请把它写进链接 [文字](网址)；不需要就删去这一行。"
    ),
    "link-definition-twice": _warning("“{name}”的网址写了两次，后一次不起作用", "请只留下一个。"),
    "footnote-form": _warning("“{found}”不是脚注的写法，网页上会原样出现", "请写成 {right}，方括号和冒号用半角。"),
    "footnote-missing": _warning(
        "脚注 [^{name}] 没有说明文字，网页上会原样出现", "请另起一行写 [^{name}]: 说明文字；不是脚注就删去 ^。"
    ),
    "footnote-empty": _warning("脚注 [^{name}] 的说明文字是空的", "请在冒号后面写上说明文字。"),
    "footnote-unused": _warning(
        "正文里没有引用脚注 [^{name}]，它会单独排在文末", "请在正文要加注的地方写 [^{name}]；不需要就删去这一行。"
    ),
    "footnote-twice": _error(
        "脚注 [^{name}] 的说明写了两次，只有一次会出现在网页上", "请给其中一个换一个名字，两处要一样。"
    ),
    "mark-foreign": _warning("“{found}”是别的软件里的写法，网页上会原样出现", "{advice}"),
    "bold-unclosed": _warning(
        "这里的 {found} 没有结束，网页上会原样出现",
        "请在要强调的文字末尾也写 {found}；不是要强调，就写成 {plain}。",
    ),
    "mark-form": _warning(
        "“{found}”不起作用，网页上会原样出现", "请写成 {right}：前后的符号一样，都用半角，与中间的文字紧挨着。"
    ),
    "mark-or-gap": _warning(
        "“{found}”既像加粗又像填空，网页上会原样出现",
        "要加粗，请写 **{words}**；要留空给人填写，请写三个以上的下划线，例如 ____。",
    ),
    "body-too-deep": _error("正文的层次太深，无法排版", "请减少列表、引用或 HTML 标签的嵌套。"),
    "body-too-complex": _error(
        "符号“{sign}”太多而没有成对，无法排版（上限 {limit} 个）", "多半是粘贴时出的错，请删去多余的符号。"
    ),
    "body-too-long": _error("正文有 {found} 行，上限 {limit} 行", "请把长名单、长表格改作附件。"),
    "list-number": _warning(
        "这里写的编号是 {written}，网页上会显示为 {shown}",
        "列表从第一项的编号起依次往下数，请改正；要另起一个列表，请在中间写一行文字。",
    ),
    "body-empty": _error("没有正文", "请在文件头下面写正文，或先标为“草稿: 是”。"),
    "text-lost": _warning(
        "这里的“{found}”没有出现在网页上",
        "多半是符号没有成对，或者用了网页的写法，请改一改这一处再检查；还是这样，请把这一行提示发给技术人员。",
    ),
    "body-unseen": _warning("正文里没有看得见的内容", "请写上正文；只有注释和被去除的内容时，网页上什么都没有。"),
    "link-missing": _error("链接的文件不存在：{target}", "{suggestion}"),
    "link-case": _error("链接的大小写与文件名不同：{target}", "文件名是 {actual}，请照此书写。"),
    "link-absolute": _error("网站里没有这个地址：{target}", "链接到别的文稿，请写相对路径，例如 ../2025/通知.md。"),
    "link-outside-tree": _error("链接指向网站文件夹之外：{target}", "请把文件放进 notices 或 docs 文件夹。"),
    "link-hidden": _error("链接的文稿不会发布：{target}（{reason}）", "请改链接，或先发布那份文稿。"),
    "internal-file": _error(
        "这份文稿不公开，用的文件却在 docs 文件夹里，网站上人人都能打开：{target}",
        "请把文件移到文稿旁边，改写路径；docs 里不要再留。",
    ),
    "link-local-disk": _error(
        "链接指向本机或局域网的磁盘：{target}", "请把文件放到本文件旁边，写相对路径，例如“附件/报名表.docx”。"
    ),
    "link-scheme": _warning(
        "不能使用 {scheme}: 开头的链接，已去除：{target}", "链接只能以 http、https、mailto、tel 开头，或写相对路径。"
    ),
    "link-no-scheme": _error("链接没有写明 http 或 https：{target}", "请写完整的网址，例如 https://www.example.cn/"),
    "link-lookalike": _warning("网址 {host} 混用了形近的外文字母，可能是仿冒网站", "请核对后重新输入这个网址。"),
    "link-disguised": _warning(
        "网址里 @ 前面的“{name}”不是网站名，这个链接去的是 {host}",
        "请核对；要去的确实是 {host} 时，删去 @ 和它前面的部分。",
    ),
    "anchor-missing": _error("{where}没有“{anchor}”这一节", "请核对标题文字；标题改过以后，链接也要一起改。"),
    "image-missing": _error("图片不存在：{target}", "{suggestion}"),
    "image-outside": _error("图片在别的网站上：{target}", "网页不从外面加载任何内容，请把图片保存到本文件旁边。"),
    "image-embedded": _error(
        "图片是嵌在正文里的（data: 开头）", "请把图片保存成文件，放到本文件旁边，再引用这个文件。"
    ),
    "file-type": _error("不能发布这种文件：{target}（{type}）", "可以发布：{allowed}。"),
    "file-control": _error("这是服务器的控制文件，不会发布：{target}", "请从文件夹里删除。"),
    "file-name": _error("这个文件名不能发布：{target}（{problem}）", "请给文件或文件夹换个名字。"),
    "file-name-case": _error("文件名与 {other} 只差大小写，在 Windows 上两个文件会互相覆盖", "请给其中一个换个名字。"),
    "file-name-twin": _error(
        "文件名与 {other} 看起来一样，只是其中一个的字是拆开写的（NFD，多半来自苹果电脑），在有的系统上会互相覆盖",
        "请给其中一个换个名字；是同一份文件，就删去一个。",
    ),
    "doc-field-unused": _warning(
        "“{key}”在宣栏里不起作用，没有用上", "这是网站主题的字段，页面照常发布。删去这一行，就不再提醒。"
    ),
    "staff-pages-missing": _warning(
        "“编辑人员页面”里的 {target} 没有对应的页面", "请写 {folder} 文件夹里的文件夹名或文件名，例如 manual。"
    ),
    "doc-suffix": _error("手写页面的扩展名要用小写的 .md", "请把文件改名为 {name}。"),
    "svg-active": _error("SVG 图片里有会运行或从外面加载的内容：{found}", "请用绘图软件重新导出，或改用 PNG 图片。"),
    "file-disguised": _error("文件内容与扩展名不符：{target} 的内容{actual}", "请用原来的软件打开，另存为正确的格式。"),
    "file-damaged": _error(
        "文件不完整：{target}，{problem}",
        "多半是没有传完或没有存好；请用原来的软件打开看一看，重新保存或者重新复制一份。",
    ),
    "file-macro": _error(
        "文件里有宏，打开时会运行：{target}", "请在原来的软件里“另存为”不带宏的 .docx、.xlsx 或 .pptx，或者导出为 PDF。"
    ),
    "file-archive": _error(
        "压缩包不能发布：{target}，{problem}", "请解压看一看，只选要发布的文件，不加密码，重新打包。"
    ),
    "picture-pixels": _error(
        "图片太大：{target} 有 {width}×{height} 个像素，上限 {limit}",
        "手机打开它会卡死；请用看图软件把它缩小，长边 4000 像素就够了。",
    ),
    "csv-formula": _error("表格文件 {target} 里有会被表格软件执行的公式：{cell}", "请把公式换成结果，再另存。"),
    "file-elsewhere": _error("这里不能引用文稿文件夹里的附件：{target}", "请把文件放进 docs 文件夹。"),
    "loads-outside": _error(
        "会从别的网站加载：{found}",
        "网页不从外面加载任何内容。请把那个文件保存到网站里，写相对路径；只是给读者点的链接，请写成 <a href>。",
    ),
    "config-outside": _error(
        "“{key}”会从别的网站加载：{found}",
        "网页不从外面加载任何内容。请把那个文件放进 overrides 文件夹，写它在网站里的路径；不需要的，请删去这一项。",
    ),
    "config-tag": _error("mkdocs.yml 里用了会执行程序的标签 {tag}", "请删除这一项；网站配置不需要它。"),
    "config-invalid": _error("mkdocs.yml 有误：{problem}", "请对照手册改正，或与示例网站的 mkdocs.yml 比较。"),
    "config-encoding": _error(
        "{name} 不是 UTF-8 编码，像是 GBK",
        "请在记事本中打开它，“另存为”，编码选择 UTF-8；或者运行 xuanlan check --fix。",
    ),
    "config-comment": _warning(
        "这一行的“{found}”成了注释，没有用上",
        "“#”前面有空格，后面的字就是注释。要它算作内容，请给整个内容加上英文双引号；确是注释，请在 # 后面加一个空格。",
    ),
    "nav-target": _error("nav 里的“{target}”打不开：{problem}", "请核对路径，从 docs 文件夹算起，例如 about.md。"),
    "config-idle": _warning(
        "mkdocs.yml 里的 {key} 不起作用", "正文的写法见手册《正文怎么写》，网页的样子由 overrides 决定；请删去这一项。"
    ),
    "doc-not-in-nav": _warning(
        "这个页面不在导航里，但照样公开：{address}",
        "不想公开，请把文件移出这个文件夹；想让读者找到它，请在 mkdocs.yml 的 nav 里加上一行。",
    ),
    "address-reserved": _error("这个网址由系统生成，不能另写：{address}", "请给文件换个名字。"),
    "kind-field-unknown": _error(
        "文种“{kind}”的“{label}”里没有“{found}”这个字段", "{suggestion}可用的字段见《字段说明》。"
    ),
    "column-reserved": _error("栏目不能用这个网址，系统已经用了：{slug}", "请给栏目换一个网址，例如 party。"),
    "column-twice": _error("栏目的{label}与栏目“{other}”的相同：{found}", "请换一个{label}，或删去这个栏目。"),
    "address-twice": _error("与 {other} 的网址相同：{address}", "请给其中一个换个名字。"),
}

_RULES = {
    "rules-count": _error(
        "标题说有 {promised} 条，正文的编号列表有 {found} 条",
        "请核对有没有漏写、重复或拆开的条目；确实是 {found} 条时，请改标题。",
    ),
    "rules-repeated": _error("第 {number} 条与第 {first} 条相同：“{text}”", "请对照原文，改正或删去其中一条。"),
    "rules-no-items": _warning(
        "“{found}”里没有找到条目：{kind}的条目应写成编号列表", "每条另起一行，行首写 1. 2. 3.，点后面加一个空格。"
    ),
    "rules-number": _warning("第 {number} 条写的编号是 {written}", "网页按顺序编号，请核对有没有漏掉的条目。"),
    "official-unknown": _error("没有编号为“{found}”的官方文本", "{suggestion}可以写：{choices}。"),
    "official-count": _error("“{title}”有 {expected} 条，本文有 {found} 条", "{missing}"),
    "official-differs": _error(
        "第 {number} 条“{found}”与官方文本不同：第 {at} 个字{there}，官方文本{expected}",
        "官方文本：{text}（{source}）。有意改写时，请删去“官方文本”这一行（{id}）。",
    ),
    "official-superseded": _warning(
        "“{title}”已被{successor}取代，请核实",
        "仍要保留旧文时，请写“废止说明”，或发布新文并在新文里写明“替代”。",
    ),
    "official-suggested": _warning(
        "“{found}”有 {same} 条与“{title}”的官方文本相同", "请加上“官方文本: {id}”，系统会逐字核对其余各条。"
    ),
}

_HOTLINES = {
    "hotline-cancelled": _error("{number}（{name}）已经取消，打不通", "请改为 {instead}。"),
    "hotline-merging": _warning(
        "{number}（{name}）各地正在并入 {instead}", "请拨打核实：仍有人接听就写“本地保留: 是”，已停用就改为 {instead}。"
    ),
    "hotline-not-phone": _error(
        "{number}（{name}）不是电话号码", "它只在网上受理：{page}。请删去这一条，或在别处写网址。"
    ),
    "hotline-unknown": _warning(
        "{number} 不在全国热线表中",
        "请拨打核实号码有没有写错；确认无误就写“本地保留: 是”，并在“依据”写明号码从哪里来。",
    ),
    "hotline-national-unknown": _error(
        "全国热线表里没有“{found}”", "{suggestion}不在表中的号码，请改写“名称”和“号码”。"
    ),
    "hotline-nameless": _error(
        "这一条热线没有名称", "请写“名称: 热线的名称”，或者用“全国号码: 12345”这样的写法从全国热线表取用。"
    ),
    "hotline-twice": _error(
        "与第 {first} 行的“{name}”网址相同（{slug}）", "请删去一条；确实是两条时，给它们各写一个不同的“编号”。"
    ),
    "hotline-cancelled-text": _warning("文中的 {number}（{name}）已经取消，打不通", "请改为 {instead}。"),
    "contact-near": _warning(
        "热线登记表里没有“{found}”", "是不是“{name}”？名称与 notices/hotlines.yml 完全一致，才会列出电话和时间。"
    ),
    "contact-differs": _warning(
        "这里写的{label}“{found}”不会出现在网页上：热线登记表里“{name}”的{label}是“{there}”",
        "网页上只用登记表里的一条。请改登记表，或删去这里的{label}；不是同一处，请换一个名称。",
    ),
    "contact-several": _warning(
        "“{found}”里除了登记的“{name}”还有别的字，照原样显示，没有列出电话和时间",
        "只写一个登记的名称，网页上就有它的电话和时间；其余的请写进正文。",
    ),
    "register-not-list": _error("这个登记表应是一条一条的列表", "每条以减号和空格开头，例如 {example}"),
}

_PUNCTUATION = {
    "mark-half": _warning("中文里用了半角的标点：“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "mark-stop": _warning("段末用了英文句点“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "mark-point": _warning("汉字之间用了英文句点“{found}”", "请改成“、”“，”或“。”；外国人名中间用“·”。"),
    "mark-straight-quotes": _warning('用了直引号："{found}"', "请改成 {put}，或运行 xuanlan check --fix。"),
    "mark-unbalanced": _warning("这里的“{found}”没有配对的“{partner}”", "请在这一段里补上，或者删去多余的：{around}"),
    "mark-ellipsis": _warning("省略号写成了“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "mark-ellipsis-etc": _warning("省略号后面又写了“等”：“{found}”", "两个意思一样，请留一个。"),
    "mark-dash": _warning("破折号写成了“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "mark-double": _warning("两个标点连在一起：“{found}”", "请留一个。"),
    "mark-between-titles": _info("并列的书名号、引号之间用了“{found}”", "通常不用，可以删去。"),
    "mark-level": _warning(
        "层次序号后面的标点不对：“{found}”", "“（一）”后面不加标点，“一”后面用“、”；可以运行 xuanlan check --fix。"
    ),
    "mark-level-number": _info("层次序号“{found}”后面用了顿号", "阿拉伯数字后面用“{put}”。"),
    "mark-ordinal": _info("“{found}”后面用了顿号", "请用“{put}”。"),
    "mark-tilde": _warning("数值范围用了“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "mark-spaces": _info("汉字之间有空格：“{found}”", "请改成“{put}”；要对齐的，用表格。"),
    "date-impossible": _error("没有这一天：“{found}”", "请核对日期。"),
    "date-weekday": _error("日期和星期对不上：“{found}”，这一天是星期{right}", "请核对日期和星期。"),
    "date-dotted": _warning("正文里的日期写成了“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "date-zero": _warning("月、日前面多了零：“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "date-numerals": _warning("汉字年份“{found}”里的“〇”写错了", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "date-mixed": _warning("同一个日期混用了汉字和阿拉伯数字：“{found}”", "请统一成一种，例如 2026年3月9日。"),
    "number-about": _warning("约数用了阿拉伯数字：“{found}”", "请改用汉字，例如“十几”。"),
    "number-thousand": _warning(
        "阿拉伯数字和汉字“百”“千”连用：“{found}”", "请写成 3000 或三千；万、亿前面可以用阿拉伯数字。"
    ),
    "range-percent": _warning("范围前面的数漏了百分号：“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "range-from": _warning("“从”“自”和连接号配在了一起：“{found}”", "请把连接号改成“至”，或者删去“从”“自”。"),
    "character-wide": _warning("数字、字母是全角的：“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "money-differs": _warning("大写和小写的金额不一样：“{found}”", "请核对金额。"),
    "enumeration-gap": _warning("列举的序号不连：“{found}”{said}", "请核对是漏了一项，还是序号写错。"),
    "count-differs": _warning("写明 {said} 人，列出 {counted} 人：“{found}”", "请核对人数和名单。"),
    "parts-differ": _warning(
        "各部分加起来是 {sum}，总数写的是 {whole}：“{found}”", "请核对总数和各部分；几部分有重叠的，请写明。"
    ),
    "sum-differs": _warning(
        "表格里的合计“{found}”与各项相加的 {sum} 不一样", "请核对各项和合计；另有算法的，请在表下注明，或者放行。"
    ),
    "word-twice": _warning("连着写了两遍：“{found}”", "请改成“{put}”，或运行 xuanlan check --fix。"),
    "character-traditional": _warning(
        "简体文稿里有繁体字“{found}”", "请改成“{put}”，或运行 xuanlan check --fix；是人名、地名用字的，请放行。"
    ),
    "character-traditional-text": _warning(
        "通篇是繁体字，共 {count} 个，先见于“{found}”",
        "请把全文转成规范汉字；古籍、涉港澳台等确需用繁体字的，请放行。",
    ),
    "character-lookalike": _warning("“{found}”不是英文字母，是别的文字里形状相同的字母", "请切换到英文重新输入。"),
    "character-private": _warning("“{found}”是自造的字，别的电脑上看不到", "请换成通用的字，或者用文字说明。"),
}

_OFFICIAL = {
    "secrecy-mark": _error(
        "文中有密级或内部资料的标志：“{found}”",
        "有密级、内部、不予公开标志的文件不能上网，请马上撤下并请保密部门处理；已经解密、准予公开的，请删去这个标志。",
    ),
    "file-number-form": _warning("发文字号的写法不对：“{found}”", "应为“{put}”。"),
    "standard-edition": _warning("没有“{found}”这一版", "《{name}》现行的是 {right}，请核对。"),
    "docno-year": _warning("发文字号 {found} 的年份不是成文的 {year} 年", "请核对发文字号和成文日期。"),
    "title-doubled": _warning("标题里文种写了两遍：“{found}”", "请留一个，或者给被印发、转发的文件加上书名号《》。"),
    "title-two-kinds": _warning(
        "标题把两个文种写在了一起：“{found}”", "请示等批复、报告不等批复，一份公文只用一个文种。"
    ),
    "title-kind": _warning("标题写的是“{found}”，文种写的是“{kind}”", "请改成一样的。"),
    "title-no-kind": _info("标题“{found}”末尾没有文种", "公文的标题以文种结尾，例如“关于……的{kind}”。"),
    "title-mark": _info("标题里用了“{found}”", "公文标题除书名号、引号、括号和顿号外，一般不用标点。"),
    "addressees-needless": _info("{kind}写了主送：“{found}”", "{kind}面向公众，一般不写主送。"),
    "attachment-mark": _info("附件名称后面有标点：“{found}”", "附件名称后面不加标点。"),
    "attachment-count": _warning(
        "附件说明有 {listed} 个附件，随文发布的有 {there} 个：“{found}”", "请补上漏掉的附件，或者改附件说明。"
    ),
    "attachment-name": _warning("附件说明里的“{found}”没有随文发布", "随文发布的是：{there}。请核对名称和文件。"),
    "attachment-order": _warning(
        "附件的次序与附件说明不同：“{found}”", "附件说明里它是第 {listed} 个，文件头里是第 {there} 个。"
    ),
    "attachment-unsupplied": _warning("附件说明里的“{found}”没有随文发布", "请在文件头写“附件”：文件的路径。"),
    "signature-differs": _warning(
        "落款的{what}“{found}”与文件头的不同：{expected}", "网页上写的是文件头的{what}，请核对，改成一样的。"
    ),
    "level-order": _warning(
        "层次序号“{found}”前面是“{before}”，{problem}", "请核对有没有漏掉、重复或放错的段落；是另一组，就从头编号。"
    ),
    "level-skipped": _warning(
        "“{parent}”下面直接用了“{found}”，层次跳了一级",
        "层次依次用“一、”“（一）”“1.”“（1）”；“一、”下面只有一级的，用“（一）”或者“1.”。",
    ),
    "heading-stop": _info("小标题末尾有句号：“{found}”", "小标题末尾不加标点。"),
    "date-before-issue": _warning("“{label}”{found}早于成文日期 {day}", "请核对这两个日期。"),
    "reply-before-issue": _warning("要求的时间“{found}”早于成文日期 {day}", "请核对日期。"),
    "date-weekday-year": _error(
        "日期和星期对不上：“{found}”，{year}年的这一天是星期{right}", "请核对日期和星期；说的是别的年份，请写明年份。"
    ),
    "age-differs": _warning("出生年月和年龄对不上：“{found}”", "按成文日期算是 {right} 岁，请核对。"),
    "period-days": _warning(
        "写明公示“{found}”，从{first}到{last}是 {counted} {measure}", "请核对公示期的天数和起止日期。"
    ),
    "period-days-weekends": _info(
        "写明公示“{found}”，从{first}到{last}只除去双休日是 {counted} 个工作日",
        "还没有登记 {year} 年的放假安排，请核对；可以写进 notices/holidays.yml。",
    ),
    "period-days-provisional": _info(
        "写明公示“{found}”，从{first}到{last}按法定节日暂算是 {counted} 个工作日",
        "{year} 年的放假和调休安排还没有公布，公布以后请再核对，并写进 notices/holidays.yml。",
    ),
    "period-differs": _warning(
        "正文的公示期“{found}”与文件头的不同：{first}至{last}", "网页按文件头计算公示期，请改成一样的。"
    ),
    "period-short": _warning(
        "公示期不够：“{found}”是 {counted} {measure}，不少于 {least} {measure}", "依据：{source}。"
    ),
    "period-short-usual": _info(
        "公示期可能不够：“{found}”是 {counted} {measure}，一般不少于 {least} {measure}",
        "依据：{source}；当地另有规定的从其规定。",
    ),
    "list-stays": _info(
        "公示里有人员名单（“{found}”一栏），没有写期满撤下", "公示结束后名单应当撤下，请写“期满撤下名单: 是”。"
    ),
    "day-unclear": _error(
        "“{found}”看不出是哪一天", "请写成 12月4日、农历八月十五、清明、5月第三个星期日、9月第三周这样的形式。"
    ),
    "day-twice": _error("“{found}”写了两次，前一次在第 {first} 行", "请合成一条；只在某一年不同的，写明“年”。"),
    "day-kind": _error("“{name}”的材料里没有“{found}”这个文种", "{suggestion}请写文种，或者“文种：标题”。"),
    "visits-many": _warning(
        "{semester}进校园的事项有 {count} 项，超过 {most} 项",
        "请与主办单位商量合并、推迟或者不办；上限写在网站设置的“进校园上限”。",
    ),
    "visit-basis": _info(
        "进校园的“{found}”没有写依据", "请写上列入白名单的文件或者批准的文号；不在白名单里的可以不接受。"
    ),
    "day-unknown": _error("没有“{found}”这个日子，不用写“不用”", "{suggestion}请核对名称，或者删去这一条。"),
    "holidays-invalid": _error(
        "“{found}”不是一年里的一天或几天", "请写成 5月1日，或者 5月1日至5月5日；几处之间用顿号。"
    ),
}

_ATTACHED = {
    "attached-hidden": _warning(
        "附件里有{found}：{where}，“{text}”", "读者看不见，下载就能看到。请删去，或另存一份没有这些内容的再发布。"
    ),
    "attached-properties": _info(
        "{found}：“{text}”", "随附件一起公开。不想公开，请在“文件—信息—检查文档”里删除属性，再存一次。"
    ),
    "attached-photo": _warning("附件里的照片有{found}：{where}", "请换成截图，或者用图片软件另存一次再放进附件。"),
    "picture-private": _info("{found}：“{text}”", "发布时程序已经去掉，不用处理；原来的文件没有动。"),
    "picture-wordless": _warning(
        "图片“{found}”没有说明",
        "请在 ![ ] 的方括号里写图上有什么，例如 ![南门在图的下方](图.png)；只起装饰作用的，写 ![装饰](图.png)。",
    ),
    "picture-named": _warning(
        "图片的说明“{found}”只是文件名或编号", "请改写成图上有什么，例如 ![志愿者在南门前清扫落叶](图.png)。"
    ),
    "attached-unread": _warning("附件没有检查：{found}", "里面有没有个人信息和隐藏的内容，请打开看一看。"),
    "ai-unlabelled": _warning(
        "“{found}”自己写明由人工智能生成，网页上没有标明", "请在文稿的文件头里加一行“人工智能生成”，写“是”。"
    ),
}

_GATE = {
    "gate-rule-unknown": _error("没有这条规则：“{found}”", "{suggestion}规则的代码见《审读规则》。"),
    "waiver-rule-unknown": _error(
        "放行里写的规则不存在：“{found}”", "{suggestion}规则的代码在检查结果末尾的方括号里。"
    ),
    "waiver-notice-unknown": _error("放行里写的文稿不存在：{id}", "{suggestion}用于全部文稿，就删去这一行。"),
    "waiver-expired": _warning(
        "放行已于{until}到期：{rule}“{words}”", "请重新看一遍；仍然可以这样写，就改“有效至”，否则删去这一条并改文稿。"
    ),
    "waiver-unused": _warning(
        "放行没有用上：{rule}“{words}”",
        "文稿里没有这个词句，或者已经改好了，请删去这一条；词句要与检查结果一字不差，"
        "只有一个字或标点的，要连同前后几个字一起写。",
    ),
}

_CAMPAIGNS = {
    "burden-asked": _info(
        "要求下面的单位做的事有 {total} 处，超过 {most} 处：{found}",
        "按《整治形式主义为基层减负若干规定》（中共中央办公厅、国务院办公厅2024年8月6日印发），请把能不要的去掉、"
        "能合并的合并，已有的材料不再要；逐处的原话用 xuanlan campaign burden，上限写在网站设置的“要求上限”。",
    ),
    "burden-kind": _error("“篇幅上限”里没有“{found}”这个文种", "{suggestion}请写网站有的文种。"),
    "burden-length": _info(
        "正文 {found}，{kind}一般不超过 {most} 字",
        "按《整治形式主义为基层减负若干规定》（中共中央办公厅、国务院办公厅2024年8月6日印发）写短一些，"
        "任务分解表等可以作附件；上限写在网站设置的“篇幅上限”。",
    ),
    "burden-traces": _warning(
        "用照片、截图等留下的痕迹评判工作：“{found}”",
        "《整治形式主义为基层减负若干规定》（中共中央办公厅、国务院办公厅2024年8月6日印发）不许这样，请删去，改看实际成效。",
    ),
    "problem-answers": _error(
        "“回复”写的 {found} 不是检查的文稿", "{suggestion}请写督查通报、问题清单、整改通知单的编号。"
    ),
    "problem-answer-early": _warning(
        "回复的日期（{found}）早于检查（{there}）", "请核对两份文稿的日期；照现在的写法，检查一发布就算已经回复。"
    ),
    "problem-answer-none": _error(
        "没有读到回复哪几项", "请在正文里列表，至少有“序号”和“整改结果”两栏，序号照检查的文稿里写。"
    ),
    "problem-answer-number": _error("{list} 里没有第“{found}”项问题", "{suggestion}请照检查的文稿里的序号写。"),
    "problem-answer-which": _error(
        "看不出第“{found}”项是哪一次检查的", "“回复”写了几份文稿，序号前请写上文稿的编号，例如 {list} 第1项。"
    ),
    "problem-answer-staff": _warning(
        "{found} 不公开，读者却能在这一行看到它的编号", "请把这几项另写一份回复，也写上“公开: 否”。"
    ),
    "problem-answer-word": _warning(
        "看不出结果“{found}”是已经整改还是正在整改，这一项还算没有整改",
        "请写“已整改”“正在整改，12月10日前完成”；复查写“已整改到位”“反弹”。",
    ),
    "problem-elsewhere": _warning(
        "“回复”只用于检查和整改回复，{kind}用不上", "请把文种改成整改回复，或者复查用的督查通报；不是回复，请删去。"
    ),
    "problem-none": _info(
        "没有读到问题的表", "请列表，有“序号、地点、存在问题、责任单位、整改时限”等栏；没有发现问题的，不用管。"
    ),
    "problem-number-twice": _error("问题的序号“{found}”用了两次", "回复按序号找问题，几张表的序号请连着编。"),
    "problem-term": _error("整改时限“{found}”读不出日子", "请写“12月10日前”“7日内”“立行立改”“长期坚持”这样的话。"),
    "problem-term-past": _warning("整改时限（{found}）早于成文日期", "请核对年份和日期。"),
    "problem-term-year": _warning(
        "整改时限“{found}”没有写年份，成文时已经过了，算成了{day}", "请核对月份；真是明年的，请写上年份。"
    ),
    "problem-term-none": _error("问题“{found}”没有写整改时限", "请在这一行写上，或者在文件头写“截止时间”。"),
    "problem-unit": _warning("责任单位“{found}”没有登记", "{suggestion}请照 notices/names.yml 里的名称写，或者登记。"),
    "problem-unit-none": _error(
        "问题“{found}”没有写责任单位", "请在这一行写上；只通知一个单位的，写在“主送”里也可以。"
    ),
    "problem-what-none": _error("这一行没有写是什么问题", "请写上，或者删去这一行。"),
    "campaign-column": _error("“不公开”里的“{found}”不是任务表的栏", "可以写：{choices}。"),
    "campaign-done-before": _error("“完成”写的是 {found}，早于这项工作开始的 {since}", "请核对日期。"),
    "campaign-indicator-above": _error(
        "没有编号为“{found}”的指标，不能作为上级", "{suggestion}请核对；顶上的一级不写“上级”。"
    ),
    "campaign-indicator-circle": _error(
        "指标“{found}”的上级绕了一圈又回到它自己", "请核对“上级”，顶上的一级不写“上级”。"
    ),
    "campaign-indicator-group": _warning("指标“{found}”下面还有更细的指标", "佐证算在最下一级，请写最下一级的编号。"),
    "campaign-indicator-twice": _error("指标编号“{found}”用了两次", "请改成不同的编号；任务和佐证都按编号找指标。"),
    "campaign-indicator-unknown": _warning(
        "“指标体系”里没有“{found}”", "{suggestion}任务的“指标”开头要写指标的编号，例如“II-3 垃圾分类覆盖率”。"
    ),
    "campaign-name": _error(
        "方案文件的名称“{found}”不能用作网址",
        "请把文件改名，只用英文字母、数字和连字符，例如 wenming-xiaoyuan.yml。",
    ),
    "campaign-notice": _error("没有编号为“{found}”的文稿", "{suggestion}请核对文稿的编号。"),
    "campaign-proof-hidden": _warning(
        "“{found}”还没有公开（{state}），不能作佐证", "公开以后才算；这篇文稿不再发布的，请换一篇。"
    ),
    "campaign-task-twice": _error("任务编号“{found}”用了两次", "请改成不同的编号；佐证和台账都按编号找任务。"),
    "campaign-term": _warning(
        "“{found}”读不出是哪一天",
        "到期提醒里没有它。请写成“2026年6月底前”“2026年5月—7月”“每年9月”“每月25日前”或者“长期坚持”这样的时间。",
    ),
    "campaign-unit": _warning(
        "单位“{found}”没有登记", "{suggestion}请改成登记的名称，或者在名称登记表 notices/names.yml 里登记。"
    ),
}

_NAMES = {
    "names-posts": _error("“任职”只用于领导，“{found}”不是领导", "请删去“任职”，或者把“类别”改为领导。"),
    "name-ending": _info(
        "登记的名称是“{name}”，这里写的是“{found}”",
        "请核对；确有这个单位或部门的，请在名称登记表里补上。",
    ),
    "name-near": _error(
        "“{found}”与登记的名称“{name}”只差一个字",
        "请核对，写成“{name}”；确是另一个名称，请在名称登记表里补上，或者放行。",
    ),
    "leader-post": _warning(
        "“{found}”：按名称登记表，{name}在成文日期那一天没有担任{post}", "请核对职务；登记表过时了，请改登记表。"
    ),
    "leader-order": _warning(
        "“{found}”：按名称登记表，{senior}排在{name}之前",
        "请核对先后；有意按别的次序排列，请写明，例如“按姓氏笔画排序”。",
    ),
    "told-phone": _warning(
        "“{found}”与{where}登记的不同，那里是“{there}”", "请拨打核对，改正写错的一处；各有各的用处，请在号码前写明。"
    ),
    "told-field": _warning(
        "正文写的“{found}”与文件头的“{label}”（{where}）不同，那里是{there}", "请核对，改正写错的一处。"
    ),
    "told-phone-elsewhere": _warning(
        "“{found}”的{label}写的是 {here}，另一份文稿（{where}）写的是 {there}",
        "请核对，改正写错的一处；两个号码都对的，请写在一起，或者放行。",
    ),
    "told-elsewhere": _warning(
        "“{label}”写的是“{found}”，另一份文稿（{where}）写的是{there}",
        "请核对，改正写错的一处；旧文稿作废了，请写“替代”。",
    ),
}

_COLUMNS = {
    "home-stale": _info(
        "“{found}”{term}内没有更新，最近一篇是{last}发布的",
        "请发布新的文稿。政府网站首页两周内没有更新，检查时单项否决；期限不同的，在 settings.yml 的“栏目期限”里写。",
    ),
    "home-early": _info("“{found}”已有 {days} 天没有更新，到{due}就满{term}", "请在那天以前发布新的文稿。"),
    "column-stale": _info(
        "栏目“{found}”{term}内没有更新，最近一篇是{last}发布的",
        "请发布新的文稿；期限不同或者不需要按期更新的，在 settings.yml 的“栏目期限”里写期限或者“不查”。",
    ),
    "column-blank": _info(
        "栏目“{found}”是空白栏目，一篇文稿也没有",
        "请发布文稿；本单位自己增加的栏目用不上，就从 settings.yml 里删去；暂时空着的，在“栏目期限”里写“不查”。",
    ),
    "columns-veto": _info(
        "“{found}”有 {count} 个：{names}", "达到 {most} 个，检查时单项否决，整个网站不合格；请先更新这些栏目。"
    ),
    "term-column-unknown": _error(
        "“栏目期限”里写的栏目不存在：“{found}”", "{suggestion}写“首页”，或者栏目的网址、名称。"
    ),
    "footer-part": _warning("页脚缺少“{found}”", "请在 notices/settings.yml 里写“{field}”。"),
    "page-tags-off": _warning(
        "“{found}”关掉了，检查页面标签时会扣分", "请在 settings.yml 里把“网页标签”改成“是”，或者删去这一行。"
    ),
    "source-missing": _info("写了来源网址“{found}”，没有写来源", "转载的文稿请再写一行“来源”，例如市教育局网站。"),
    "date-moved": _info(
        "发布时间是“{found}”，登记簿里这篇文稿{first}就已经发布",
        "检查把伪造发稿日期列为单项否决：请改回原来的日期，更新的内容在文中写明更新日期，或者另发一篇。",
    ),
    "link-intranet": _warning(
        "网址“{found}”只在单位内部或者本机打得开",
        "读者打不开这个链接：请换成公开的网址；只是说明写法，就放进反引号里。",
    ),
    "link-outside": _info(
        "链接离开本网站，去的是“{found}”",
        "请确认这个网站与职责有关、可靠，并已审核；确属可靠的，写进 settings.yml 的“可跳转的网站”。",
    ),
    "link-dead": _warning("网址“{found}”打不开：{answer}", "请改成新的网址，或者删去这个链接。"),
    "link-unanswered": _warning(
        "网址“{found}”这一次没有打开：{answer}", "请用浏览器打开看一看；过一会儿再检查还是这样，请改链接或者删去。"
    ),
    "link-refused": _info("网址“{found}”没有让程序打开：{answer}", "请用浏览器打开看一看，能打开就不用改。"),
    "link-moved": _info("网址“{found}”转到了别的网站：{target}", "请核对是不是原来的内容；是的，就改成新的网址。"),
    "repeal-unmarked": _info(
        "“{found}”还在现行的列表里，而“{other}”说它已经废止",
        "请给这一篇写“废止说明”，或者在新的一篇里写“替代”：{id}。",
    ),
}

_VALUES = {
    "value-unknown": _error("二十四字核心价值观里没有“{found}”", "{suggestion}可以写：{choices}。"),
    "value-slip": _error("列举核心价值观时写成了“{found}”", "应为“{expected}”。"),
    "value-order": _error(
        "列举核心价值观的次序不对：这里写的是“{found}”", "这里应为“{expected}”，次序以二十四字原文为准。"
    ),
    "value-missing": _error("列举核心价值观时漏了“{expected}”", "请在这里补上“{expected}”。"),
}

_DOCUMENTS = {
    "docno-brackets": _error("发文字号的年份没有用六角括号：{found}", "{advice}，六角括号是〔和〕。"),
    "docno-shape": _warning(
        "发文字号的写法不合规范：{found}",
        "{advice}：单位代字、六角括号里的四位年份、序号前不加“第”、不补零，以“号”结尾。",
    ),
    "docno-twice": _error("发文字号 {doc_no} 与 {other}重复", "请核对两份文稿的发文字号，改正其中一个。"),
    "id-twice": _error(
        "编号 {id} 与 {other}的相同，两份文稿的网址会重合", "请给后写的一份换一个编号；已经发布过的那一份不要改。"
    ),
    "id-twice-case": _error(
        "编号 {id} 与 {other}的 {first} 只差大小写，在 Windows 上会是同一个网址", "请给后写的一份换一个编号。"
    ),
    "title-twice": _warning("标题和日期与 {other}的文稿相同：{title}", "请核对是不是同一份文稿发了两次。"),
    "replaces-unknown": _error("要替代的文稿不存在：{id}", "{suggestion}这里写旧文稿的编号，即它网址 /n/ 后面的一段。"),
    "replaces-self": _error("文稿不能替代自己：{id}", "这里应写旧文稿的编号。"),
    "replaces-circle": _error("与 {other} 互相替代（{id}）", "请只在新的一份里写“替代”。"),
}

_LEDGER = {
    "ledger-vanished": _error(
        "发布过的文稿不见了：{title}（编号 {id}），已印出的二维码会打不开",
        "{suggestion}请恢复这份文稿和它的 id；确要撤下，请在登记簿这一条写“撤回说明: 原因”；"
        "改由别的文稿代替，写“转到: 新编号”。",
    ),
    "page-vanished": _error(
        "发布过的网页不见了：{title}（{address}）",
        "请恢复 {file}，网址要与原来相同；确要撤下，请在 notices/pages.yml 这一条写“撤下说明: 原因”。",
    ),
    "page-twice": _error("网页 {address} 在登记簿里有两条，第一条在第 {first} 行", "请合并成一条。"),
    "page-still-there": _error(
        "登记簿里写着网页已经撤下，可是它还在：{title}（{address}）",
        "要撤下，请从 {file} 里拿掉它（手写的页面就删去这个文件）；要照旧公开，请删去这一条里的“撤下说明”。",
    ),
    "approval-waits": _warning(
        "待审，没有发布", "打印审批表：xuanlan print {id} --as 审批表；审过以后记下：xuanlan approve {id} --by 谁"
    ),
    "approval-changed": _warning(
        "{by} {day} 同意以后又改过，读者看到的仍是批准的稿子：批准的是“{was}”，现在是“{found}”",
        "要发布改动，请再送审：xuanlan approve {id} --submit --by 谁；不要改动，就换回批准的稿子：xuanlan approve --restore {id}",
    ),
    "approval-lost": _error(
        "{by} {day} 同意以后又改过，批准的稿子也没有留底，不知道该让读者看哪一份",
        "请恢复 notices/approved 文件夹，或者把现在的稿子再送审：xuanlan approve {id} --submit --by 谁，各步再同意一次；写上撤回说明，就先撤下",
    ),
    "approval-none": _error(
        "设了审批，可是有 {count} 份已经发布的文稿没有审批记录：{ids}",
        "设审批以前发布的，请一次补记：xuanlan approve --all-published --by 谁",
    ),
    "approval-short": _warning(
        "有 {count} 份文稿按审批登记簿已经批准，却没有经过现在设置的每一步：{found}",
        "是后来才增加的环节，以后改动时会补上，可以放行；不是，就请看看登记簿有没有人手工改过，把文稿重新送审：xuanlan approve 编号 --submit --by 谁",
    ),
    "ledger-hidden": _error(
        "发布过的文稿不再公开：{title}（编号 {id}），{path} 现在是{reason}",
        "请恢复公开；确要撤下，请在这份文稿里写“撤回说明”，不再写“公开: 否”“草稿: 是”：撤回了，读者只看到说明。",
    ),
    "ledger-moved-unknown": _error(
        "编号 {id} 转到的文稿不存在或没有公开：{target}", "{suggestion}请写一份已公开文稿的编号。"
    ),
    "ledger-moved-outside": _error(
        "编号 {id} 转到了没有许可的网站：{host}", "确属可靠网站时，请在 settings.yml 的“可跳转的网站”中加上它的域名。"
    ),
    "ledger-still-there": _warning(
        "登记簿里写着 {id} 已经{what}，可是文稿 {path} 还在，网页照旧",
        "要撤下，请在文稿里写“撤回说明”；要改址，请删去这份文稿；不是的话，请删去登记簿里的这一项。",
    ),
    "ledger-twice": _error("编号 {id} 在登记簿里有两条，第一条在第 {first} 行", "请合并成一条。"),
    "ledger-case": _error(
        "编号 {id} 与登记簿里的 {first} 只差大小写，在 Windows 上会是同一个网址",
        "请把编号写成 {first}；确是另一份文稿，请换一个编号。",
    ),
    "ledger-dead": _error(
        "编号 {id} 的网址打不开：{tree} 里{problem}", "请重新生成网站；还是这样，请把这一行提示发给技术人员。"
    ),
    "template-broken": _error("这个模板不能用：{problem}", "请技术人员改好。移走它，网站就用原来的样子，照常生成。"),
    "style-broken": _error("这个样式文件不能用：{problem}", "请改正；浏览器会略过这一处以后的样式，颜色等就不起作用。"),
    "hook-broken": _error(
        "网站自己的程序出错了：{problem}", "请写这个程序的人改好，或者从 mkdocs.yml 的 hooks 里删去它。"
    ),
    "template-frame": _error(
        "模板没有印出宣栏的 {missing}，网页会是空的",
        "请移走 overrides/main.html；要改网页的样子，请改 overrides/xuanlan 里的模板。",
    ),
    "release-lost": _error(
        "正在使用的网站里有编号 {id} 的文稿，这次没有，所以没有发布",
        "多半是这台电脑上的内容不是最新的，请先取来最新的内容。确要撤下，请在登记簿里给这个编号写上“撤回说明: 原因”。",
    ),
    "release-shrunk": _error(
        "文稿从 {before} 份减到 {after} 份，网站没有换",
        "多半是文稿文件夹没有放全，请先找回来。确实要减这么多，请用 --force。",
    ),
    "release-withdrawn": _error(
        "编号 {id} 的文稿已经{what}，这次又要公开，所以没有发布",
        "多半是这台电脑上的内容不是最新的，请先取来最新的内容。确实要恢复公开，请用 --force。",
    ),
    "release-file-back": _error(
        "文件 {path} 已经拿掉，这次又要公开，所以没有发布",
        "多半是这台电脑上的内容不是最新的，请先取来最新的内容。确实要恢复公开，请用 --force。",
    ),
    "release-page-back": _error(
        "网页 {address} 已经撤下（{reason}），这次又要公开，所以没有发布",
        "多半是这台电脑上的内容不是最新的，请先取来最新的内容。确实要恢复公开，请用 --force。",
    ),
    "release-file-changed": _warning(
        "编号 {id} 的附件 {names} 换了内容，网址没有变",
        "已经下载、印发的是旧的。确是更正，请在文稿里说明；是另一份文件，请换一个文件名。",
    ),
    "notices-missing": _error(
        "文稿文件夹 notices {problem}，网站没有换",
        "多半是共享文件夹、U 盘没有接好，或者拿错了文件夹，请先接好、找回来。确实还没有文稿，请加 --force 再生成。",
    ),
    "clock-far": _warning(
        "现在的时间是 {now}，离上次生成（{before}）一年多",
        "请看看这台电脑的日期对不对，定时发布的文稿都按它算。",
    ),
    "ledger-lost": _error(
        "登记簿里少了 {count} 个登记过的网址：{ids}",
        "请从备份找回 notices/ledger.yml；发布文件夹里的 ledger.yml 是上次发布时的一份，可以复制回来。"
        "确实要重新登记，请用 --force。",
    ),
    "pages-lost": _error(
        "登记簿里少了 {count} 个登记过的网页：{addresses}",
        "请从备份找回 notices/pages.yml；发布文件夹里的 pages.yml 是上次发布时的一份，可以复制回来。"
        "确实要重新登记，请用 --force。",
    ),
    "ledger-address": _warning(
        "登记簿里编号 {id} 的网址不对：{found}", "请改成 {address}。这一项由程序写，平时不用改。"
    ),
    "rollback-comeback": _error(
        "换回 {release} 会让《{title}》（编号 {id}）重新公开：{why}",
        "请不要回退，改好现在的内容再发布一次。确实要让它重新公开，请用 --force。",
    ),
    "rollback-page": _error(
        "换回 {release} 会让后来拿掉的网页或者文件重新公开：{path}",
        "请不要回退，改好现在的内容再发布一次。确实要让它重新公开，请用 --force。",
    ),
    "rollback-wording": _warning(
        "有 {count} 份文稿会换回以前的文字：{names}。后来删去的姓名、证件号码会再出现",
        "请逐份核对；其中有不该公开的，请马上改好现在的内容再发布一次。",
    ),
    "release-repealed": _warning(
        "编号 {id} 的文稿已经废止，这次又按没有废止公开",
        "如果不是有意恢复，请把“废止”一行补回去，再发布一次；多半是内容没有更新到最新。",
    ),
    "rollback-ended": _warning(
        "换回的版本里还有 {count} 份已经结束的文稿按没有结束列出：{ids}", "请尽快改好现在的内容，再发布一次。"
    ),
    "store-lost": _warning(
        "发布文件夹里的 .xuanlan 不见了，已经重新建立", "以前的版本都还认得，照常可以发布、回退。请不要删这个文件夹。"
    ),
    "store-set-aside": _warning(
        "这里的东西认不出来，已经移到 {aside}", "没有用就删去。网站这次从头生成，慢一些，结果一样。"
    ),
    "release-grown": _error(
        "文稿从 {before} 份一下子增到 {after} 份，没有发布",
        "请看看是不是放进了别处的文稿。确实要增这么多，请用 --force。",
    ),
    "release-size": _error(
        "网站的大小从 {before} 变成 {after}，没有发布",
        "小了，多半是附件没有放全；大了，多半是放进了不该放的大文件。确实如此，请用 --force。",
    ),
    "release-dead-link": _error(
        "网页 {page} 里的链接打不开：{target}{others}，没有发布",
        "多半是 overrides 里的模板，或者 mkdocs.yml 里的设置写错了。先发布再改，请用 --force。",
    ),
    "release-dead-links": _error("还有 {count} 个链接打不开，没有一一列出", "请先改好上面的，再发布一次。"),
}

_PAPER = {
    "qr-no-address": _warning(
        "没有写正式网址（site_url），不做二维码", "请在 mkdocs.yml 里写 site_url: https://…/，二维码里要有完整的网址。"
    ),
    "qr-dense-site": _warning(
        "网址太长，二维码会很密，小了扫不出来：{address}",
        "请用短一些的域名和路径，或者把二维码印得大一些（边长 4 厘米以上）。",
    ),
    "qr-dense": _warning(
        "编号 {id} 太长，二维码会很密，小了扫不出来",
        "新文稿的编号请不超过 {room} 个字符；已经发布的编号不要改，把二维码印得大一些。",
    ),
    "site-url-invalid": _error(
        "site_url 不能用：{url}，{problem}", "请写成 site_url: https://www.example.cn/ 这样；所有二维码都从它算起。"
    ),
    "id-reserved": _error("编号 {id} 留给了系统的二维码", "请换一个编号，例如年份加序号。"),
    "channel-fact": _error(
        "做{channel}时出现了文稿里没有的内容“{found}”，没有写出来",
        "这是程序的问题，请把文稿和这句话一起告诉维护人员；这个渠道先照网页手工编写。",
    ),
    "channel-unsigned": _warning(
        "没有登记短信签名，暂用“{found}”，短信平台可能不认",
        "请向运营商报备签名，再把报备的名称（2 到 18 个字）写进 notices/settings.yml 的“短信签名”。",
    ),
    "channel-letters": _info("电子屏“{screen}”不认的字已经换掉：{found}", "请看一遍换过的文字是否妥当。"),
    "channel-no-pictures": _warning(
        "没有排版软件或字体，没有做电子屏的图片", "文本文件照常可用；要图片，请先装好打印用的字体。"
    ),
    "channel-long": _warning(
        "公众号正文有 {count} 个字符，接口最多收 20000 个", "请在公众号后台手工粘贴，或者分成几篇、改作附件。"
    ),
    "channel-cut": _info("{channel}的{part}太长，已经截短为“{found}”", "要改，请在平台上自己写。"),
    "sheet-typst": _warning(
        "没有安装排版程序，或者没有装好，不做打印件",
        "请在安装宣栏的那个 Python 环境里运行 pip install 'typst>=0.15'；不需要打印件，就在 settings.yml 写“打印件: 不做”。",
    ),
    "sheet-fonts": _warning(
        "缺少打印件要用的字体：{missing}，不做打印件",
        "{command}把字体文件放进 overrides/fonts；不需要打印件，就在 settings.yml 写“打印件: 不做”。",
    ),
    "sheet-character": _warning(
        "这台电脑的字体里都没有这些字：{found}，这一份打印件没有做",
        "请核对这些字；表情符号请换成文字，生僻字请改用注音或说明，或者装上有这个字的字体，再用 --full 生成一次。",
    ),
    "sheet-failed": _warning(
        "打印件排不出来：{problem}", "请把这篇文稿和这一行提示发给技术人员；网页不受影响，可以用网页上的“打印”。"
    ),
    "sheet-died": _warning(
        "排这一份打印件的时候，排版程序中断了（内存不够，或者排得太久），这一份打印件没有做",
        "请把太大的图片缩小，把很长的文稿拆成几篇；网页不受影响，可以用网页上的“打印”。",
    ),
    "sheet-too-long": _warning("内容太多，一张海报排不下", "请用 --paper a3，或用 --as 全文，印成几页。"),
    "sheet-card-too-long": _warning("有的条目太长，一张卡片排不下", "请用 --as 海报，或者用 --as 全文。"),
    "bulletin-reference": _error(
        "简报里用不了“{target}”", "图片要放在简报.md 的旁边，只写文件名；链接要写完整的网址，以 https:// 开头。"
    ),
    "bulletin-withdrawn": _error(
        "{ident} 已经撤回或不再公开，不能再编进简报", "请从简报.md 里删去这一条，连同上面的标记。"
    ),
    "bulletin-remark": _info("按语还没有写", "请在简报.md 里写上按语；不写就删去这一行。"),
    "sheet-banner-too-long": _warning("有的标语太长，横幅上的字会太小", "请把标语改短，或者把横幅做宽。"),
    "sheet-no-items": _warning("文稿里没有编号的条目，做不了卡片", "请把条目写成 1. 2. 3. 开头的行，或用 --as 全文。"),
    "sheet-no-address": _warning(
        "没有写正式网址（site_url），做不了二维码标签",
        "请在 mkdocs.yml 里写 site_url: https://…/，二维码里要有完整的网址。",
    ),
    "sheet-no-unit": _warning("没有写责任单位，做不了整改通知单", "请在问题的表里写责任单位，或者用 --as 全文。"),
    "sheet-table-too-wide": _warning("表格太宽，打印件最多排 30 列", "请把表格拆开，或改作附件。"),
    "sheet-table-tight": _warning(
        "打印件里这张表格太挤：{columns}的宽度不够，“{found}”这样的号码、日期可能断成两行",
        "请把表格拆成列数少一些的几张，或改作附件；打印件照样做了，网页不受影响。",
    ),
    "sheet-no-hotlines": _warning("热线登记表里没有号码，排不出热线表", "请先在 notices/hotlines.yml 里登记电话。"),
    "sheet-picture": _warning(
        "打印件里放不进这张图片：{found}",
        "图片多半没有存完整，或用的是印刷用的 CMYK 颜色；请用看图软件打开，另存为 PNG 或 JPEG 再换上。",
    ),
}

_SCREENS = {
    "hours-unclear": _error(
        "“{label}”看不明白：“{found}”",
        "请写成“工作日 7:30—19:00”这样；跨夜的写“每天 22:00—次日6:00”，整天的写“24小时”。",
    ),
    "screen-twice": _error(
        "屏幕的编号“{id}”用了两次，第一次在第 {first} 行", "每块屏幕的编号都要不同，大小写不算不同。"
    ),
    "screen-reserved": _error("屏幕的编号不能是“{id}”，程序自己要用", "请换一个编号，例如 lobby。"),
    "screen-field-misplaced": _error("“{field}”不能用于“{show}”", "请删去这一行，或者改写“内容”。"),
    "screen-unknown": _error("没有这个{what}：“{found}”", "{suggestion}请核对名称。"),
    "screen-nothing": _warning(
        "现在没有符合条件的{show}，这一项不播放", "如果不是有意的，请核对栏目、文种、标签和单位。"
    ),
    "screen-dates": _error("“结束”不在“开始”之后", "请核对两个日期。"),
    "screen-picture-large": _warning(
        "图片“{target}”有 {size}，屏幕载入会很慢", "请用看图软件缩小到 3840 像素以内，另存为 JPEG。"
    ),
    "screen-loop-long": _warning(
        "屏幕“{screen}”播一轮要{time}，路过的人等不到",
        "请控制在 6 分钟以内：少播几项，把“最新”“最多屏数”写小一些，或者缩短“停留”。",
    ),
    "screen-condensed": _info(
        "这篇文稿在屏幕“{screen}”上约要 {count} 屏，只播前 {most} 屏，并请读者扫码看全文",
        "要紧的话请写在前面；要播完整，把这块屏幕的“最多屏数”写大一些。",
    ),
    "urgent-no-summary": _warning(
        "紧急文稿没有写摘要，屏幕和网页上只能用正文的头几句", "请用一两句话写“摘要”：出了什么事、要大家做什么。"
    ),
    "urgent-summary-long": _info(
        "紧急文稿的摘要有 {length} 个字，屏幕上的字会变小", "请写在 {most} 个字以内，先说要大家做什么。"
    ),
    "urgent-no-phone": _warning(
        "紧急文稿没有写联系电话，看到的人不知道该打给谁", "请在“联系方式”里写电话，或者写登记过的热线的名称。"
    ),
    "urgent-no-end": _warning(
        "紧急文稿没有写失效日期，不会占用大厅的屏幕", "请写上“失效日期”，到时间屏幕自动恢复；只在网页上提示就不必写。"
    ),
}

_PERSONAL = {
    "personal-id": _error(
        "有公民身份号码 {found}",
        "请删去，或遮成这里显示的样子；改后请看附件和别的文稿里是不是也有，已经发布过的要尽快撤下。",
    ),
    "personal-id-doubtful": _warning(
        "写明是身份证号的 {found}，校验码不对，多半是抄错了一位的真号码", "请删去，或遮成这里显示的样子。"
    ),
    "personal-id-old": _warning("像是 15 位的旧身份证号 {found}", "请删去，或遮成这里显示的样子。"),
    "personal-bank-card": _error("有银行卡号 {found}", "请删去，或只留最后 4 位；单位的账户请写明“户名”。"),
    "personal-mobile": _error(
        "人员名单里有手机号 {found}",
        "请删去这一栏，或遮成这里显示的样子；是单位公布的电话，请在栏名或前面写“联系人”“联系电话”。",
    ),
    "personal-mobile-alone": _warning(
        "有手机号 {found}，看不出是不是公布的联系电话", "是供大家联系的，请在前面写“联系人”“联系电话”；不是的，请删去。"
    ),
    "personal-mobile-contact": _info("作为联系方式写了手机号 {found}", "有办公电话的，最好写办公电话。"),
    "personal-passport": _warning("有护照或通行证的号码 {found}", "请删去，或遮成这里显示的样子。"),
    "personal-plate": _warning("有车辆号牌 {found}", "是私人车辆的，请遮成这里显示的样子。"),
    "personal-number": _warning("有{what} {found}", "名单用不着的请删去，用得着的请遮去中间几位。"),
    "personal-exam-number": _info(
        "有准考证号或考号 {found}", "录用、录取名单按规定可以写；别的地方请删去或遮去中间几位。"
    ),
    "personal-birth": _warning("写了某人的出生日期 {found}", "请删去，确有需要的写到年月。"),
    "personal-birth-prose": _info("写了出生的年月日 {found}", "是在世的普通人，请写到年月。"),
    "personal-address": _warning("像是家庭住址，写到了门牌或房号：{found}", "请写到乡镇、街道为止。"),
    "personal-email": _warning("名单里有个人邮箱 {found}", "请删去这一栏；供大家联系的，请写单位的邮箱。"),
    "personal-wechat": _warning("有个人微信号 {found}", "供大家联系的，请换成单位的公众号或电话；不是的，请删去。"),
    "personal-qq": _warning("名单里有个人的 QQ 号 {found}", "请删去这一栏；供大家联系的，请写单位的电话或邮箱。"),
    "personal-mask-weak": _error(
        "号码 {found} 只遮去 {hidden} 位，试几次就能补全", "至少遮去 {least} 位；请遮成这里显示的样子。"
    ),
    "personal-mask-birth": _warning("遮过的身份证号还看得见地区和完整的出生日期，应当是 {found}", "请改遮中间各位。"),
    "personal-row": _error(
        "遮过的身份证号 {found}，和同一行的出生日期、性别合起来能补全", "请删去出生日期一栏，或删去身份证号一栏。"
    ),
    "personal-masks-join": _warning(
        "这个遮过的号码 {found}，和 {other} 里的合起来能补全：两处遮的不是同样的位置", "请把两处遮成一样。"
    ),
    "personal-column": _error(
        "{title}里有“{column}”一栏，{count} 行写了内容", "按{source}，这一栏不能公示，请删去整栏。"
    ),
    "personal-sensitive-column": _warning(
        "姓名旁边有“{column}”一栏，{count} 行写了内容：属于敏感个人信息",
        "没有法律、文件要求公开的，请删去这一栏，或把姓名写成“张某”。",
    ),
    "personal-private-column": _warning("姓名旁边有“{column}”一栏，{count} 行写了内容", "名单用不着的，请删去这一栏。"),
    "personal-list": _warning(
        "“{word}”后面列了 {count} 个人的全名", "没有法律、文件要求公开的，请把姓名写成“张某”，或删去名单。"
    ),
}

_PROOFREADING = {
    "wording-slip": _warning("“{found}”是错别字{note}", "应为“{right}”。"),
    "wording-context": _warning("“{found}”用在这里不对{note}", "应为“{right}”。"),
    "wording-outdated": _warning(
        "“{found}”是已经不用的名称{note}", "现在的名称是“{right}”；说的是过去的事，请写明“原”或者年份。"
    ),
    "wording-variant": _info("“{found}”有更通行的写法{note}", "推荐写“{right}”。"),
    "wording-phrase": _error("固定提法写错了：“{found}”{note}", "应为“{right}”，一字不能改。"),
    "wording-fixed": _warning("“{found}”与固定提法“{right}”只差一个字{note}", "请核对，写成“{right}”。"),
    "wording-order": _warning("固定提法的次序不对：“{found}”{note}", "规范的次序是“{right}”。"),
    "wording-own-same": _error("“误”和“正”都写着“{found}”", "请写上应当的写法，或者删去这一条。"),
    "wording-own-outside": _error(
        "“{label}”里的“{found}”不包含要找的“{wrong}”", "请写包含它的更长的文字，例如“甲{wrong}乙”。"
    ),
    "wording-own": _warning("“{found}”不是本单位规定的写法{note}", "应为“{right}”。"),
}

MESSAGES: dict[str, Message] = {
    **_SOURCE,
    **_FIELDS,
    **_MARKUP,
    **_RULES,
    **_HOTLINES,
    **_PUNCTUATION,
    **_OFFICIAL,
    **_ATTACHED,
    **_GATE,
    **_CAMPAIGNS,
    **_NAMES,
    **_COLUMNS,
    **_VALUES,
    **_DOCUMENTS,
    **_LEDGER,
    **_PAPER,
    **_SCREENS,
    **_PERSONAL,
    **_PROOFREADING,
    **_QUIZ,
}
