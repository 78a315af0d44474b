"""What projects are about, by theme."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A project idea: its profiles say which skills it needs."""

    theme: str
    name: str
    summary: str
    profiles: tuple[str, ...]
    domain: str


TABLE = """
customer | Churn early warning | Tell account managers which customers are about to leave, and why, eight weeks ahead. | machine_learning reporting | Customer churn & lifetime value
customer | Next best offer | Rank offers for each customer at the till and in the app. | machine_learning experiments full_stack | Retail & e-commerce
customer | Customer lifetime value | One agreed value for every customer, for marketing and finance alike. | machine_learning statistics | Customer churn & lifetime value
customer | Marketing mix model | Which channels bring sales, and where the next euro should go. | statistics experiments | Marketing analytics
customer | Loyalty segments | Segments that shops recognise, refreshed every month. | machine_learning reporting | Marketing analytics
customer | Price elasticity study | How much demand moves when prices do, by product group. | statistics experiments | Pricing & revenue management
customer | Product recommendations | Recommendations that know what was bought last week. | machine_learning mlops | Retail & e-commerce
supply | Demand forecast for spare parts | Forecast slow-moving parts with ranges, so that planners can choose their risk. | forecasting engineering | Demand planning
supply | Promotion uplift forecast | How much extra stock a promotion needs, by store and day. | forecasting machine_learning | Retail & e-commerce
supply | Delivery route planner | Daily routes for 400 vans within working-time rules. | optimisation full_stack | Supply chain & logistics
supply | Warehouse shift rosters | Rosters that respect contracts and wishes and cover the peaks. | optimisation domain | Supply chain & logistics
supply | Supplier delay risk | Warn buyers of orders that will be late. | machine_learning forecasting | Supply chain & logistics
supply | Safety stock review | Replace rules of thumb by service levels. | forecasting statistics | Demand planning
supply | Network design for returns | Where returned goods should go, and from where. | optimisation domain | Supply chain & logistics
supply | Energy load forecast | Half-hourly load for every site, a week ahead. | forecasting mlops | Energy & utilities
risk | Card fraud scoring | Score payments within 50 milliseconds, with reasons. | risk mlops engineering | Fraud & financial crime
risk | Small-business credit scorecard | A scorecard for firms with thin files. | risk statistics governance | Credit risk
risk | Money mule network detection | Find rings of accounts by how money moves between them. | risk machine_learning | Fraud & financial crime
risk | Claims triage | Send simple claims straight through, and odd ones to people. | risk language | Insurance & actuarial
risk | Stress test scenarios | Loss distributions under the regulator's scenarios. | statistics risk | Banking & payments
risk | Fairness review of lending models | Measure and document how lending models treat groups. | governance risk | Credit risk
risk | Phishing alert ranking | Show analysts the ten alerts that matter. | risk language | Cybersecurity analytics
language | Contract clause search | Find every contract with a given clause, in five languages. | language full_stack | Legal
language | Service desk assistant | Answers with sources for the hundred most frequent questions. | language mlops full_stack | Telecoms
language | Invoice reading | Read supplier invoices without templates. | language engineering | Banking & payments
language | Complaint themes | What customers complain about this week, in their own words. | language reporting | Marketing analytics
language | Policy question answering | Ask the policy library a question, get the paragraph. | language governance | Public sector
language | Call summaries | Summaries that agents correct instead of write. | language mlops | Telecoms
language | Medical coding assistant | Suggest codes for clinical notes; coders decide. | language science | Healthcare
language | Tender matching | Match public tenders with what we have delivered before. | language domain | Public sector
vision | Weld inspection by camera | Find faulty welds before the paint shop does. | vision mlops | Manufacturing
vision | Pump failure warning | Vibration tells two weeks ahead; operators get a list. | vision forecasting engineering | Predictive maintenance
vision | Crop health from satellite images | Weekly maps of stress for agronomists. | vision engineering | Environment & agriculture
vision | Shelf availability from photos | Spot gaps on shelves from the pictures that staff take anyway. | vision full_stack | Retail & e-commerce
vision | Damage estimate from photos | A first estimate for car damage while the caller waits. | vision machine_learning | Insurance & actuarial
vision | Parcel size at the gate | Measure parcels by camera on the belt. | vision engineering | Supply chain & logistics
experiments | Checkout experiment programme | A year of experiments on checkout, with a shared backlog. | experiments full_stack | Product analytics
experiments | Uplift of the welcome e-mail | Does it bring a second purchase, and for whom? | experiments machine_learning | Marketing analytics
experiments | Metric library | One definition for each metric, tested. | experiments engineering | Product analytics
experiments | Store layout trial | A fair test of the new layout in forty stores. | statistics experiments | Retail & e-commerce
experiments | Course completion study | What helps learners finish. | statistics experiments | Education
science | Trial site selection | Rank sites by how fast they will recruit. | science statistics | Pharma & life sciences
science | Patient readmission risk | A risk at discharge that wards can act on. | science machine_learning | Healthcare
science | Gene panel quality control | Catch swapped and poor samples on the day. | science engineering | Bioinformatics
science | Adverse event signals | Earlier signals from spontaneous reports. | science language statistics | Pharma & life sciences
platform | Event streaming backbone | One stream of events in place of nightly files. | engineering mlops | Telecoms
platform | Warehouse migration | Move the warehouse to the cloud, table by table, with proofs. | engineering reporting | Banking & payments
platform | Model registry and monitoring | Every model has an owner, a card and an alarm. | mlops governance | Banking & payments
platform | Feature store | Features computed once and served the same everywhere. | mlops engineering machine_learning | Retail & e-commerce
platform | Data quality alarms | Know before the report does. | engineering reporting | Energy & utilities
platform | Customer record matching | One customer, one record. | engineering risk | Banking & payments
platform | GPU cluster scheduling | Fair shares and short queues on the cluster. | mlops optimisation | Telecoms
reporting | Executive scorecard | Twelve numbers on a page, each with its definition. | reporting delivery | People analytics
reporting | Workforce planning view | Leavers, joiners and skills, by site and quarter. | reporting statistics | People analytics
reporting | Store performance explorer | Compare stores with their like. | reporting full_stack | Retail & e-commerce
reporting | Carbon reporting | Audited emissions by site and supplier. | reporting engineering | Environment & agriculture
product | Field engineer app | Job history, parts and predictions on one screen. | full_stack language | Energy & utilities
product | Self-service forecasting portal | Upload a series, get a forecast that explains itself. | full_stack forecasting | Demand planning
product | Annotation workbench | Label text and images without leaving the browser. | full_stack vision | Media & advertising
product | Pricing simulator | Let pricing managers try before they decide. | full_stack statistics | Pricing & revenue management
"""  # noqa: E501

SUBJECTS = tuple(
    Subject(theme, name, summary, tuple(profiles.split()), domain)
    for theme, name, summary, profiles, domain in (
        [cell.strip() for cell in line.split("|")] for line in TABLE.strip().split("\n")
    )
)

# The first few projects are about many themes: no common divisor with the number.
STRIDE = 23

# A large organisation does the same thing in many ways and places.
METHODS = (
    "",
    "second phase",
    "Bayesian variant",
    "with large language models",
    "real-time service",
    "graph approach",
    "lightweight version",
    "with external data",
    "rebuild",
    "open-source stack",
    "self-service edition",
    "independent review",
)
PLACES = (
    "",
    "Iberia",
    "Nordics",
    "Poland",
    "Germany",
    "United Kingdom",
    "Ireland",
    "France",
    "Italy",
    "Benelux",
    "Balkans",
    "Türkiye",
    "Gulf",
    "East Africa",
    "West Africa",
    "Southern Africa",
    "India",
    "Singapore",
    "Japan",
    "Korea",
    "Australia",
    "New England",
    "Texas",
    "California",
    "Ontario",
    "Québec",
    "Mexico",
    "Brazil",
    "Chile",
    "Andes",
    "wholesale",
    "online",
    "small business",
    "public customers",
    "headquarters",
    "shared services",
    "acquired companies",
    "partners",
    "after-sales",
    "night operations",
)


def project_title(number):
    """Return the subject and the name of the project with this number, from 0."""
    round_number, position = divmod(number, len(SUBJECTS))
    subject = SUBJECTS[position * STRIDE % len(SUBJECTS)]
    # Walks both lists at once, so that neighbours differ in method and in place.
    cycle, round_number = divmod(round_number, len(METHODS) * len(PLACES))
    place = PLACES[round_number % len(PLACES)]
    method = METHODS[(round_number + round_number // len(PLACES)) % len(METHODS)]
    name = ", ".join(part for part in (subject.name, method, place) if part)
    return subject, f"{name} {cycle + 1}" if cycle else name
