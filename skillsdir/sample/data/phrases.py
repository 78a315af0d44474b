"""Sentences that people and project managers write."""

EXPERTISE_NOTES = (
    "Used daily in production for two years.",
    "Mostly on tabular data; little experience with images.",
    "Taught it in our internal course.",
    "Certified last year.",
    "Rusty: happy to refresh when a project asks for it.",
    "Comfortable reading and reviewing; slower at writing from scratch.",
    "Main tool of my doctorate.",
    "Open-source contributor.",
    "Learned on the job with a mentor.",
    "Small projects only so far.",
    "Maintain our team's template for it.",
    "Know the pitfalls the hard way.",
)
ENDORSEMENT_NOTES = (
    "Saw it on our last project together.",
    "My first address for questions on this.",
    "Reviewed my work twice; thorough.",
    "Picked it up fast and delivers.",
    "Solid on the everyday parts.",
    "Explains it so that sponsors follow.",
)
MOTIVATIONS = (
    "Our next projects need it and nobody on the team has it.",
    "I did a course and want to use it on real work.",
    "It would let me take a model to production without handing over.",
    "Clients ask for it in every second conversation.",
    "I enjoy it and read about it in my own time.",
    "I want to mentor others in it within two years.",
    "It fits with what I know and opens other kinds of project.",
    "My current approach has reached its limits.",
    "To work with colleagues at other sites on the same things.",
    "I used it years ago; time to come back properly.",
)
BIO_TAILS = (
    "Likes short meetings and long walks.",
    "Happy to help with first steps in a new method.",
    "Prefers projects with a clear owner on the business side.",
    "Organises the monthly reading group.",
    "Came here from academia.",
    "Came here from consulting.",
    "Changed from finance to data five years ago.",
    "Speaks four languages, three of them well.",
    "Looking for a first project outside the home team.",
    "Keeps a list of projects that should not be repeated.",
)
ROLES = {
    "language": ("NLP scientist", "Language engineer", "Annotation lead"),
    "vision": ("Vision engineer", "Data scientist"),
    "machine_learning": ("Data scientist", "Modeller"),
    "statistics": ("Statistician", "Methods adviser"),
    "experiments": ("Experiment designer", "Analyst"),
    "forecasting": ("Forecaster", "Data scientist"),
    "optimisation": ("Optimisation specialist", "Modeller"),
    "risk": ("Risk modeller", "Analyst"),
    "governance": ("Reviewer", "Governance adviser"),
    "science": ("Bioinformatician", "Scientist"),
    "engineering": ("Data engineer", "Pipeline owner"),
    "mlops": ("ML engineer", "Platform engineer"),
    "reporting": ("Analyst", "Dashboard developer"),
    "full_stack": ("Developer", "Front-end developer"),
    "domain": ("Domain expert", "Business analyst"),
    "delivery": ("Delivery lead", "Product owner"),
}
CRITERIA = (
    "Beats the present rule by 10 % on a quarter of held-out data.",
    "Used by two teams for a month without help from us.",
    "Saves each planner two hours a week, measured before and after.",
    "Decision paper accepted by the sponsor by the end date.",
    "Precision of at least 80 % at the volume that the team can handle.",
    "Runs every night for thirty days without a manual repair.",
    "Error below 12 % on the top hundred products.",
    "Reviewed and signed off by risk and data protection.",
    "Half of the users open it every week three months after launch.",
)
OUTCOME_NOTES = {
    "in_use": (
        "Runs every day; handed over to operations with a runbook.",
        "Rolled out in three countries; the next two are planned.",
        "Users asked for it to stay after the pilot.",
    ),
    "answered": (
        "The answer was no, and that saved a licence for three years.",
        "The paper went to the board; the decision followed it.",
        "Showed that the simple rule is good enough.",
    ),
    "not_met": (
        "Accuracy stayed below the criterion; labels were too few.",
        "Data arrived too late for the season.",
        "Good on average, poor where it mattered.",
    ),
    "not_adopted": (
        "Works, but the process around it did not change.",
        "The team that was to use it was reorganised.",
        "Needed one login more than people would accept.",
    ),
    "stopped_evidence": (
        "Four weeks of exploration showed no signal; stopped and written up.",
        "Costs would have exceeded the benefit by far.",
    ),
    "stopped_external": (
        "Budget moved to another programme.",
        "The partner withdrew.",
    ),
}
