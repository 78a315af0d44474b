"""The invented organisation: where it works, its teams, who asks for projects."""

# Reserved for examples (RFC 2606): nobody real has an address there.
EMAIL_DOMAIN = "meridian.example"

# Name, time zone, share of the people.
LOCATIONS = (
    ("London", "Europe/London", 20),
    ("Lisbon", "Europe/Lisbon", 12),
    ("Berlin", "Europe/Berlin", 12),
    ("Warsaw", "Europe/Warsaw", 9),
    ("Nairobi", "Africa/Nairobi", 8),
    ("Bengaluru", "Asia/Kolkata", 16),
    ("Singapore", "Asia/Singapore", 7),
    ("Boston", "America/New_York", 10),
    ("São Paulo", "America/Sao_Paulo", 6),
)

# Name, parent, share of the people, profiles with weights, subjects of its projects.
TEAMS = (
    ("Data & AI", None, 3, "delivery:4 statistics:2 machine_learning:2", "any"),
    ("Data Platform", None, 3, "engineering:3 mlops:3 delivery:2", "platform"),
    ("Digital Products", None, 3, "delivery:3 full_stack:3", "product"),
    (
        "Customer Analytics",
        "Data & AI",
        11,
        "machine_learning:4 experiments:3 reporting:2 domain:2",
        "customer",
    ),
    (
        "Supply Chain Science",
        "Data & AI",
        9,
        "forecasting:5 optimisation:4 domain:2 machine_learning:1",
        "supply",
    ),
    (
        "Risk & Fraud Modelling",
        "Data & AI",
        9,
        "risk:5 machine_learning:3 statistics:2 governance:2",
        "risk",
    ),
    (
        "Language & Documents",
        "Data & AI",
        11,
        "language:7 machine_learning:1 full_stack:1",
        "language",
    ),
    (
        "Vision & Sensors",
        "Data & AI",
        8,
        "vision:5 forecasting:1 engineering:1 domain:1",
        "vision",
    ),
    (
        "Statistics & Experimentation",
        "Data & AI",
        7,
        "statistics:5 experiments:4",
        "experiments",
    ),
    ("Life Sciences", "Data & AI", 5, "science:5 statistics:3 domain:1", "science"),
    ("Data Engineering", "Data Platform", 12, "engineering:8 reporting:1", "platform"),
    ("ML Platform", "Data Platform", 8, "mlops:7 engineering:2", "platform"),
    (
        "Reporting & Insight",
        "Data Platform",
        8,
        "reporting:7 delivery:1 domain:1",
        "reporting",
    ),
    (
        "Application Engineering",
        "Digital Products",
        7,
        "full_stack:7 delivery:1",
        "product",
    ),
)

SPONSORS = (
    "Chief Operating Officer",
    "Chief Financial Officer",
    "Chief Marketing Officer",
    "Chief Risk Officer",
    "Chief Medical Officer",
    "Chief Information Security Officer",
    "Chief People Officer",
    "Director of Customer Care",
    "Director of Procurement",
    "Director of Manufacturing",
    "Director of Retail Operations",
    "Director of Sustainability",
    "Head of Claims",
    "Head of Commercial Planning",
    "Head of Compliance",
    "Head of Distribution",
    "Head of Field Service",
    "Head of Fleet",
    "Head of Legal Operations",
    "Head of Online Sales",
    "Head of Payments",
    "Head of Pricing",
    "Head of Quality",
    "Head of Research",
    "Head of Treasury",
    "Regional Director, Africa",
    "Regional Director, Americas",
    "Regional Director, Asia",
    "Regional Director, Northern Europe",
    "Regional Director, Southern Europe",
)
