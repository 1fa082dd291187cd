"""Conversations: asked step by step, at the person's own pace."""

from bot.commands import ALL
from bot.flows.introduced import Introduced
from bot.flows.join import Join
from bot.flows.join_answer import JoinAnswer
from bot.flows.join_ask import JoinAsk
from bot.flows.join_introduce import JoinIntroduce
from bot.flows.join_pick import JoinPick
from bot.flows.join_post import JoinPost
from bot.flows.join_retract import JoinRetract
from bot.flows.join_skip import JoinSkip
from bot.flows.join_stop import JoinStop
from bot.flows.join_write import JoinWrite
from bot.flows.onboarding_funnel import OnboardingFunnel

FLOWS = (
    Join,
    JoinAnswer,
    JoinAsk,
    JoinIntroduce,
    JoinPick,
    JoinPost,
    JoinRetract,
    JoinSkip,
    JoinStop,
    JoinWrite,
    Introduced,
    OnboardingFunnel,
)
"""Every command of a conversation, for the book."""

EVERY = (*ALL, *FLOWS)
"""Every command there is."""
