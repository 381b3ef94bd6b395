"""What templates and browser code may see: flat values, ready to print. The public contract of the theme.

Every `href` is relative to the page it is printed on and ends in a file name, so that it works from a web server, under
any prefix, from a share or from a stick. Texts are plain (the templates escape them); only `Markup` is HTML.
The classes are not frozen: creating a frozen instance takes several times as long, and a page needs thirty.
"""

from xuanlan.views.campaigns import CampaignEntry, CampaignView, PhaseView, TaskView
from xuanlan.views.feeds import FeedEntryView, FeedView, PlaceView
from xuanlan.views.frame import FooterView, PageView, SiteView
from xuanlan.views.notice import NoticeView, PeriodView, RuleView
from xuanlan.views.pages import (
    ArchiveView,
    ColumnBlock,
    ColumnView,
    DocView,
    GoneView,
    HomeView,
    HotlineGroupView,
    LicenceView,
    ScreenView,
    SiteMapView,
    TallyView,
    ValueLevelView,
    ValueWordView,
)
from xuanlan.views.parts import (
    CodeView,
    ContactView,
    EntryView,
    FactView,
    FileView,
    LinkView,
    OutlineView,
    PagerView,
    StateView,
)
from xuanlan.views.problems import AnsweredView, ProblemsView, UnitProblemsView
from xuanlan.views.quiz import QuestionView, QuizGroupView
from xuanlan.views.year import DayView, MonthView, PastView

__all__ = [
    "AnsweredView",
    "ArchiveView",
    "CampaignEntry",
    "CampaignView",
    "CodeView",
    "ColumnBlock",
    "ColumnView",
    "ContactView",
    "DayView",
    "DocView",
    "EntryView",
    "FactView",
    "FeedEntryView",
    "FeedView",
    "FileView",
    "FooterView",
    "GoneView",
    "HomeView",
    "HotlineGroupView",
    "LicenceView",
    "LinkView",
    "MonthView",
    "NoticeView",
    "OutlineView",
    "PageView",
    "PagerView",
    "PastView",
    "PeriodView",
    "PhaseView",
    "PlaceView",
    "ProblemsView",
    "QuestionView",
    "QuizGroupView",
    "RuleView",
    "ScreenView",
    "SiteMapView",
    "SiteView",
    "StateView",
    "TallyView",
    "TaskView",
    "UnitProblemsView",
    "ValueLevelView",
    "ValueWordView",
]
