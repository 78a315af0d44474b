"""Lists of projects as people write them into one cell, and how those ended."""

import re
from dataclasses import dataclass, replace

from people.records.track_record import Outcome
from people.spelling.names import fold
from skillsdir.spreadsheet.cells.pieces import (
    Known,
    known_parts,
    matches_nothing,
    split,
    squeeze,
)

BRACKETS = re.compile(r"(.*\S)\s*[(\[{]([^()\[\]{}]*)[)\]}]")
DASHED = re.compile(r"(.*\S)\s*(?::|–|—|->|→|\s-+\s)\s*(\S.*)")
WORDS = {
    Outcome.IN_USE: (
        "in use, live, in production, production, deployed, success, successful, "
        "succeeded, used, adopted, rolled out, launched, shipped, went live, won, "
        "operational, delivered and used, implemented, productive, goal met, "
        "criteria met"
    ),
    Outcome.ANSWERED: (
        "answered, question answered, decision informed, informed decision, decided, "
        "insight delivered, decision made, informed a decision, study delivered"
    ),
    Outcome.NOT_MET: (
        "not met, criteria not met, failed, failure, fail, unsuccessful, missed, "
        "did not work, goal not met, targets missed, not successful, lost"
    ),
    Outcome.NOT_ADOPTED: (
        "not adopted, not taken up, not used, unused, never used, shelved, "
        "on the shelf, not in use, delivered not used, no adoption, never adopted"
    ),
    Outcome.STOPPED_EVIDENCE: (
        "stopped early, learned early, evidence said no, no signal, not feasible, "
        "infeasible, disproved, stopped by evidence, stopped evidence, not viable, "
        "hypothesis rejected, proved impossible"
    ),
    # A project that was stopped, nobody says why: neither is judged, and this one does
    # not claim that something was learned.
    Outcome.STOPPED_EXTERNAL: (
        "stopped, cancelled, canceled, abandoned, discontinued, terminated, dropped, "
        "stopped for external reasons, external reasons, budget cut, no budget, "
        "lost funding, reorganisation, reorganization, stopped external, halted, "
        "aborted"
    ),
}
# What says something about a project, and nothing about how it ended.
SAYS_NOTHING = """
    completed, complete, finished, done, closed, delivered, ongoing, in progress,
    active, running, current, planned, on hold, paused, pending, proposed, lead, member,
    present, now, unknown, ended, over, past, wip, handed over
"""
OTHERWISE = frozenset(word.strip() for word in SAYS_NOTHING.split(","))


def phrase(text):
    return " ".join(re.sub(r"[^\w%]+|_", " ", fold(text)).split())


MEANINGS = {
    phrase(words): outcome.value
    for outcome in Outcome
    for words in (outcome.value, outcome.label, *WORDS[outcome].split(","))
}


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A project named in a cell.

    `outcome` is a value of `Outcome`; `remark` is what stands behind the name.
    """

    name: str
    outcome: str | None = None
    remark: str | None = None


def outcome_of(text: str) -> str | None:
    """Return the value of `Outcome` that the words mean, or None where they do not say.

    Of "in use, 2021" the part that says it counts.
    """
    if found := MEANINGS.get(phrase(text)):
        return found
    parts = re.split(r"[,;/–—:]|\s-\s", text)
    outcomes = {MEANINGS.get(phrase(part)) for part in parts} - {None}
    return outcomes.pop() if len(outcomes) == 1 else None


def projects_in(text: str, known: Known = matches_nothing) -> list[ProjectMention]:
    mentions = []
    for entry, is_hard in split(
        str(text), known, lambda entry: read_project(entry, known).name
    ):
        outcome = MEANINGS.get(phrase(entry))
        is_of_last = mentions and not is_hard and mentions[-1].remark is None
        if is_of_last and outcome and not known(entry):
            mentions[-1] = replace(mentions[-1], outcome=outcome, remark=entry)
            continue
        mention = read_project(entry, known)
        names = [mention.name]
        if not known(mention.name):
            names = known_parts(mention.name, known) or names
        mentions += [replace(mention, name=name) for name in names]
    return mentions


def read_project(entry: str, known: Known = matches_nothing) -> ProjectMention:
    if known(entry):
        return ProjectMention(entry)
    for pattern in (BRACKETS, DASHED):
        if match := pattern.fullmatch(entry):
            name, said = match[1], squeeze(match[2])
            outcome = outcome_of(said)
            is_remark = phrase(said) in OTHERWISE or (said and known(name))
            if outcome or (is_remark and not known(said)):
                return ProjectMention(name, outcome, said)
    return ProjectMention(entry)
