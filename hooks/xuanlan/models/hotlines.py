"""Hotlines: the site's register `notices/hotlines.yml` and the national register shipped with the engine."""

from __future__ import annotations

from xuanlan.reading.fields import Day, Flag, Ident, LongText, Model, Text, Url, declare


class Hotline(Model):
    """One entry of a site's register. `national` alone takes everything from the national register."""

    name: Text | None = declare("名称", "热线的名称，文稿的“联系方式”用它来引用。", "学院总值班室")
    national: Text | None = declare("全国号码", "从全国热线表中取用，写号码即可。", "12345")
    number: Text | None = declare("号码", "电话号码。", "0000-8888000")
    extension: Text | None = declare("分机", "分机号。", "801")
    purpose: LongText | None = declare("受理", "什么事打这个电话。", "夜间和节假日值班、突发情况报告")
    unit: Text | None = declare("单位", "由谁接听。", "党政办公室")
    group: Text | None = declare("分组", "在热线页上归在哪一组。", "校内服务")
    hours: Text | None = declare(
        "时间", "接听时间，例如“24小时”“工作日 8:30—17:00”“周一至周六 9:00—11:30, 14:00—17:00”。", "工作日 8:30—17:00"
    )
    address: Text | None = declare("地址", "办公地点。", "行政楼 101 室")
    email: Text | None = declare("邮箱", "电子邮箱。", "duty@college.example")
    page: Url | None = declare("网页", "网上受理的网址。", "https://www.example.cn/")
    checked_on: Day | None = declare("核对日期", "最近一次拨打核对的日期。", "2026-03-01")
    source: Text | None = declare("依据", "号码从哪里来。", "学院电话簿 2026 版")
    id: Ident | None = declare("编号", "网址中的名称；不写就用号码。", "duty-office")
    kept: Flag = declare("本地保留", "并入 12345 的号码在本地仍然有人接听，已核实。", "是", False)
    home: Flag = declare("首页", "是否列在首页。", "是", False)


class NationalHotline(Model):
    """One number of the national register (facts as of the data file's date)."""

    number: Text = declare("号码", "五位或三位短号。", "12345", ...)
    name: Text = declare("名称", "热线的名称。", "政务服务便民热线", ...)
    authority: Text = declare("主管", "主管部门。", "地方政府", ...)
    purpose: Text = declare("受理", "受理什么。", "非紧急诉求", ...)
    hours: Text | None = declare("时间", "接听时间。", "24小时")
    status: Text = declare("状态", "current 在用、merging 归并中、cancelled 已取消、web 只是网站。", "current", ...)
    replaced_by: Text | None = declare("改拨", "取消后改拨的号码。", "12345")
    page: Url | None = declare("网页", "网上受理的网址。", "https://www.12377.cn/")
    source: Text = declare("依据", "事实的出处。", "国办发〔2020〕53号", ...)
    confidence: Text = declare("把握", "V 已核对原文、V2 只见转载、K 确知、M 较有把握、L 待核。", "K", ...)
