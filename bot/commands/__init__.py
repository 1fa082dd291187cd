"""Every command, listed by hand: adding one is one import and one line."""

from bot.commands.about import About
from bot.commands.announce import Announce
from bot.commands.audit import Audit
from bot.commands.call import CallByName
from bot.commands.calls import Calls
from bot.commands.coffee import Coffee
from bot.commands.coffee_alone import CoffeeAlone
from bot.commands.coffee_asked import CoffeeAsked
from bot.commands.coffee_pair import CoffeePair
from bot.commands.coffee_say import CoffeeSay
from bot.commands.coffee_set import CoffeeSet
from bot.commands.contact import Contact
from bot.commands.contact_answered import ContactAnswered
from bot.commands.contact_ask import ContactAsk
from bot.commands.contact_helped import ContactHelped
from bot.commands.contact_mine import ContactMine
from bot.commands.contact_withdraw import ContactWithdraw
from bot.commands.deliveries import Deliveries
from bot.commands.delivery_again import DeliveryAgain
from bot.commands.delivery_arrived import DeliveryArrived
from bot.commands.digest import Digest
from bot.commands.digest_empty import DigestEmpty
from bot.commands.digest_send import DigestSend
from bot.commands.draft_change import DraftChange
from bot.commands.draft_discard import DraftDiscard
from bot.commands.draft_go import DraftGo
from bot.commands.draft_options import DraftOptions
from bot.commands.draft_template import DraftTemplate
from bot.commands.draft_test import DraftTest
from bot.commands.events import Events
from bot.commands.fact_add import FactAdd
from bot.commands.fact_edit import FactEdit
from bot.commands.fact_history import FactHistory
from bot.commands.fact_remove import FactRemove
from bot.commands.fact_undo import FactUndo
from bot.commands.find import Find
from bot.commands.find_member import FindMember
from bot.commands.forgetme import Forgetme
from bot.commands.forgetme_cancel import ForgetmeCancel
from bot.commands.forgetme_told import ForgetmeTold
from bot.commands.greet import Greet
from bot.commands.greet_each import GreetEach
from bot.commands.help import Help
from bot.commands.home import Home
from bot.commands.homeless import Homeless
from bot.commands.introduce import Introduce
from bot.commands.introduce_answer import IntroduceAnswer
from bot.commands.introduce_ask import IntroduceAsk
from bot.commands.introduce_asked import IntroduceAsked
from bot.commands.introduce_met import IntroduceMet
from bot.commands.introduce_withdraw import IntroduceWithdraw
from bot.commands.introduce_yes import IntroduceYes
from bot.commands.invite import Invite
from bot.commands.language import SetLanguage
from bot.commands.link import Link
from bot.commands.link_join import LinkJoin
from bot.commands.link_told import LinkTold
from bot.commands.mute import Mute
from bot.commands.mydata import Mydata
from bot.commands.nudge import Nudge
from bot.commands.partner import PartnerByName
from bot.commands.partners import Partners
from bot.commands.post import Post
from bot.commands.post_edit import PostEdit
from bot.commands.post_retract import PostRetract
from bot.commands.privacy import Privacy
from bot.commands.profile import Profile
from bot.commands.profile_agree import ProfileAgree
from bot.commands.profile_change import ProfileChange
from bot.commands.profile_pick import ProfilePick
from bot.commands.profile_set import ProfileSet
from bot.commands.programmes import Programmes
from bot.commands.projects import Projects
from bot.commands.quiet import SetQuiet
from bot.commands.remind import Remind
from bot.commands.reminder import Reminder
from bot.commands.reminder_cancel import ReminderCancel
from bot.commands.reminder_done import ReminderDone
from bot.commands.reminder_move import ReminderMove
from bot.commands.reminder_urgent import ReminderUrgent
from bot.commands.reminders import Reminders
from bot.commands.report_done import ReportDone
from bot.commands.report_reopen import ReportReopen
from bot.commands.reports import Reports
from bot.commands.request_answer import RequestAnswer
from bot.commands.request_close import RequestClose
from bot.commands.request_late import RequestLate
from bot.commands.request_posted import RequestPosted
from bot.commands.request_take import RequestTake
from bot.commands.request_unreached import RequestUnreached
from bot.commands.requests import Requests
from bot.commands.role import Role
from bot.commands.role_give import RoleGive
from bot.commands.role_group import RoleGroupSet
from bot.commands.role_told import RoleTold
from bot.commands.role_undo import RoleUndo
from bot.commands.schedule import Schedule
from bot.commands.schedule_approve import ScheduleApprove
from bot.commands.schedule_cancel import ScheduleCancel
from bot.commands.schedule_command import ScheduleCommand
from bot.commands.schedule_edit import ScheduleEdit
from bot.commands.schedule_heard import ScheduleHeard
from bot.commands.schedule_list import Schedules
from bot.commands.schedule_move import ScheduleMove
from bot.commands.schedule_now import ScheduleNow
from bot.commands.schedule_offer import ScheduleOffer
from bot.commands.schedule_pause import SchedulePause
from bot.commands.schedule_refuse import ScheduleRefuse
from bot.commands.schedule_resume import ScheduleResume
from bot.commands.schedule_settings import ScheduleSettings
from bot.commands.schedule_skip import ScheduleSkip
from bot.commands.schedule_take import ScheduleTake
from bot.commands.schedule_undo import ScheduleUndo
from bot.commands.search import Search
from bot.commands.snooze import Snooze
from bot.commands.template_remove import TemplateRemove
from bot.commands.templates import Templates
from bot.commands.told import Told
from bot.commands.unenrolled import Unenrolled
from bot.commands.unlink import Unlink
from bot.commands.unlink_part import UnlinkPart
from bot.commands.unmute import Unmute
from bot.commands.unmute_send import UnmuteSend
from bot.commands.unowned import Unowned
from bot.commands.unposted import Unposted
from bot.commands.whatsnew import Whatsnew
from bot.commands.wrong import Wrong

ALL = (
    Partners,
    PartnerByName,
    Programmes,
    Projects,
    Events,
    Calls,
    CallByName,
    Search,
    Whatsnew,
    Wrong,
    Find,
    Introduce,
    Coffee,
    Contact,
    Remind,
    Reminders,
    Digest,
    Home,
    Help,
    SetLanguage,
    SetQuiet,
    Profile,
    Mute,
    Unmute,
    Link,
    Unlink,
    Privacy,
    Mydata,
    Forgetme,
    About,
    FactEdit,
    FactAdd,
    FactHistory,
    FactUndo,
    FactRemove,
    Reports,
    Audit,
    Role,
    ReportDone,
    ReportReopen,
    Requests,
    Invite,
    Announce,
    DraftChange,
    DraftDiscard,
    DraftGo,
    DraftOptions,
    DraftTemplate,
    DraftTest,
    Schedule,
    Schedules,
    ScheduleApprove,
    ScheduleCancel,
    ScheduleCommand,
    ScheduleEdit,
    ScheduleHeard,
    ScheduleMove,
    ScheduleNow,
    ScheduleOffer,
    SchedulePause,
    ScheduleRefuse,
    ScheduleResume,
    ScheduleSettings,
    ScheduleSkip,
    ScheduleTake,
    ScheduleUndo,
    Deliveries,
    PostEdit,
    PostRetract,
    TemplateRemove,
    Templates,
    Post,
    Reminder,
    ReminderCancel,
    ReminderDone,
    ReminderMove,
    ReminderUrgent,
    Snooze,
    DigestSend,
    DigestEmpty,
    ProfileAgree,
    ProfileChange,
    ProfilePick,
    ProfileSet,
    UnmuteSend,
    ContactAnswered,
    ContactAsk,
    ContactHelped,
    ContactMine,
    ContactWithdraw,
    RequestAnswer,
    RequestClose,
    RequestLate,
    RequestPosted,
    RequestTake,
    RequestUnreached,
    RoleGive,
    RoleGroupSet,
    RoleTold,
    RoleUndo,
    CoffeeAlone,
    CoffeeAsked,
    CoffeePair,
    CoffeeSay,
    CoffeeSet,
    FindMember,
    IntroduceAnswer,
    IntroduceAsk,
    IntroduceAsked,
    IntroduceMet,
    IntroduceWithdraw,
    IntroduceYes,
    Told,
    ForgetmeCancel,
    ForgetmeTold,
    LinkJoin,
    LinkTold,
    UnlinkPart,
    Unowned,
    DeliveryAgain,
    DeliveryArrived,
    Greet,
    GreetEach,
    Homeless,
    Nudge,
    Unenrolled,
    Unposted,
)

QUESTION = Search
