"""Kinds of practitioner: which skills go together, and what they want next.

Skills are written as the catalogue names them; the first of a list are the most
common in that profile.

The other half of the profiles, and all of them by name.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """What one kind of practitioner is called, knows, and aspires to."""

    titles: tuple[str, ...]
    skills: tuple[str, ...]
    goals: tuple[str, ...]
    domains: tuple[str, ...]
    bio: str


def split_lines(text):
    return tuple(part.strip() for part in text.split(";"))


# Known across all profiles, most common first.
COMMON = split_lines(
    "Python; SQL; Data visualisation; Stakeholder management; Git; Machine learning;"
    " pandas; Jupyter; Exploratory data analysis; Presenting & facilitation;"
    " Agile delivery; Problem framing; Statistical inference; Data cleaning;"
    " scikit-learn; Microsoft Excel; Technical writing; Mentoring & teaching;"
    " Remote collaboration; Code review; R; Team leadership; Project management;"
    " Research skills; Data privacy; Docker; AWS; Microsoft Azure; Linux"
)
LANGUAGE = Profile(
    split_lines("NLP Scientist; Language Engineer; Data Scientist; Applied Scientist"),
    split_lines(
        "Natural language processing; Python; Transformers; Large language models;"
        " PyTorch; Hugging Face; Retrieval-augmented generation; Embeddings;"
        " Text mining; Information extraction; Prompt engineering; spaCy;"
        " LLM evaluation; Deep learning; Vector databases; Document AI;"
        " Information retrieval; LangChain; Sentiment analysis; LLM fine-tuning;"
        " Conversational AI; NLTK & Gensim; Elasticsearch; Data annotation; AI agents"
    ),
    split_lines(
        "LLM fine-tuning; AI agents; Graph neural networks; MLOps; Multimodal models;"
        " Speech & audio processing; Causal inference; Model compression;"
        " Privacy-enhancing technologies; Kubernetes; LLM evaluation"
    ),
    split_lines("Legal; Insurance & actuarial; Media & advertising; Public sector"),
    "Works on text: search, extraction and assistants.",
)
VISION = Profile(
    split_lines("Computer Vision Engineer; Applied Scientist; Data Scientist"),
    split_lines(
        "Computer vision; Python; Deep learning; PyTorch; OpenCV;"
        " Object detection & segmentation; TensorFlow & Keras; CUDA & GPU computing;"
        " Transformers; Signal processing; Edge ML; Data annotation; Remote sensing;"
        " NumPy & SciPy; IoT & sensor data; Model compression; C & C++;"
        " Generative models; Distributed training; Anomaly detection; MATLAB"
    ),
    split_lines(
        "Multimodal models; Edge ML; Model deployment; Generative models; JAX; Rust;"
        " Bayesian optimisation; MLOps; Retrieval-augmented generation; Explainable AI"
    ),
    split_lines(
        "Manufacturing; Predictive maintenance; Transport & automotive;"
        " Environment & agriculture; Remote sensing"
    ),
    "Turns images and sensor readings into decisions on the shop floor.",
)
MACHINE_LEARNING = Profile(
    split_lines("Data Scientist; Senior Data Scientist; Machine Learning Scientist"),
    split_lines(
        "Machine learning; Python; Gradient boosting; SQL; scikit-learn; pandas;"
        " Classification; Feature engineering; XGBoost; Model evaluation;"
        " LightGBM & CatBoost; Customer churn & lifetime value; Recommender systems;"
        " Clustering; Decision trees & random forests; Hyperparameter tuning;"
        " Explainable AI; Databricks; Deep learning; Optuna; Embeddings;"
        " Dimensionality reduction; Marketing analytics; Apache Spark"
    ),
    split_lines(
        "Large language models; Causal inference; MLOps; Bandits & online learning;"
        " Reinforcement learning; Retrieval-augmented generation; Deep learning;"
        " Graph neural networks; Feature stores; Bayesian statistics; AI agents"
    ),
    split_lines(
        "Marketing analytics; Customer churn & lifetime value; Retail & e-commerce;"
        " Telecoms; Pricing & revenue management"
    ),
    "Builds predictive models and stays until they are used.",
)
STATISTICS = Profile(
    split_lines("Statistician; Principal Statistician; Quantitative Analyst"),
    split_lines(
        "Statistical inference; R; Generalised linear models; Bayesian statistics;"
        " Linear regression; Mixed-effects models; tidyverse & tidymodels;"
        " Survival analysis; Experiment design; PyMC & Stan; ggplot2; Survey methods;"
        " Causal inference; Reproducible reporting; SAS; Monte Carlo simulation;"
        " Time series analysis; Stata & SPSS; Shiny; Econometrics; statsmodels"
    ),
    split_lines(
        "Python; Causal inference; Machine learning; PyMC & Stan; Gradient boosting;"
        " Julia; Fairness assessment; Bayesian optimisation; Data storytelling; Git"
    ),
    split_lines(
        "Pharma & life sciences; Public sector; Healthcare; Insurance & actuarial;"
        " Education"
    ),
    "Asks what the data can bear before asking what it says.",
)
EXPERIMENTS = Profile(
    split_lines("Experimentation Lead; Product Data Scientist; Decision Scientist"),
    split_lines(
        "A/B testing; SQL; Experiment design; Causal inference; Statistical inference;"
        " Python; Product analytics; R; Bandits & online learning; Data storytelling;"
        " Linear regression; BigQuery; Bayesian statistics; Econometrics; dbt;"
        " Marketing analytics; Looker; Business case & benefits"
    ),
    split_lines(
        "Bandits & online learning; Bayesian statistics; Causal inference;"
        " Reinforcement learning; Recommender systems; dbt; Machine learning"
    ),
    split_lines(
        "Product analytics; Marketing analytics; Retail & e-commerce;"
        " Media & advertising; Education"
    ),
    "Runs experiments, and says no to the ones that cannot answer.",
)
FORECASTING = Profile(
    split_lines("Forecasting Scientist; Demand Scientist; Data Scientist"),
    split_lines(
        "Forecasting; Time series analysis; Python; Demand planning; SQL; Prophet;"
        " statsmodels; Supply chain & logistics; LightGBM & CatBoost;"
        " Gradient boosting; Bayesian statistics; R; Anomaly detection;"
        " Simulation modelling; Power BI; pandas; Polars;"
        " Time-series & column stores; Microsoft Excel; Monte Carlo simulation"
    ),
    split_lines(
        "Mixed-integer programming; Deep learning; Bayesian statistics;"
        " Stochastic optimisation; Transformers; Causal inference; MLOps; Polars"
    ),
    split_lines(
        "Demand planning; Energy & utilities; Retail & e-commerce; Manufacturing;"
        " Supply chain & logistics"
    ),
    "Predicts demand with ranges that planners can use.",
)


PROFILES = {
    "language": LANGUAGE,
    "vision": VISION,
    "machine_learning": MACHINE_LEARNING,
    "statistics": STATISTICS,
    "experiments": EXPERIMENTS,
    "forecasting": FORECASTING,
    "optimisation": Profile(
        split_lines(
            "Operations Researcher; Optimisation Scientist; Decision Scientist"
        ),
        split_lines(
            "Mixed-integer programming; Linear & convex optimisation; Python;"
            " OR-Tools; Constraint programming; Scheduling & routing;"
            " Mathematical solvers; Simulation modelling; Metaheuristics;"
            " Stochastic optimisation; Supply chain & logistics; Julia;"
            " Monte Carlo simulation; Algorithms & data structures; C & C++; Java"
        ),
        split_lines(
            "Reinforcement learning; Forecasting; Stochastic optimisation; Rust;"
            " Constraint programming; Bayesian optimisation; API development"
        ),
        split_lines(
            "Supply chain & logistics; Transport & automotive; Manufacturing;"
            " Energy & utilities"
        ),
        "Plans routes, rosters and production by optimisation.",
    ),
    "risk": Profile(
        split_lines(
            "Risk Modeller; Fraud Analyst; Quantitative Analyst; Data Scientist"
        ),
        split_lines(
            "Credit risk; Python; SQL; Classification; Generalised linear models;"
            " Fraud & financial crime; Gradient boosting; SAS; Explainable AI;"
            " Model risk management; Graph analytics; Anomaly detection;"
            " Banking & payments; Survival analysis; Entity resolution; XGBoost;"
            " Graph databases; Fairness assessment; Monte Carlo simulation"
        ),
        split_lines(
            "Graph neural networks; Fairness assessment; Stream processing;"
            " Explainable AI; Causal inference; Graph databases; Large language models"
        ),
        split_lines(
            "Credit risk; Fraud & financial crime; Banking & payments;"
            " Insurance & actuarial; Investment & trading; Cybersecurity analytics"
        ),
        "Builds scorecards and detectors that auditors can read.",
    ),
    "governance": Profile(
        split_lines("Responsible AI Lead; Data Governance Manager; Model Validator"),
        split_lines(
            "Data governance; Data privacy; Model risk management; AI ethics;"
            " AI regulation & compliance; Fairness assessment; Explainable AI;"
            " Model documentation; Data catalogues & lineage; Data quality;"
            " Information security; Stakeholder management; Technical writing"
        ),
        split_lines(
            "Privacy-enhancing technologies; LLM evaluation; AI ethics;"
            " Large language models; Fairness assessment; Synthetic data"
        ),
        split_lines("Banking & payments; Public sector; Legal; Healthcare"),
        "Makes sure that what we build may be used, and can be explained.",
    ),
    "science": Profile(
        split_lines("Bioinformatician; Biostatistician; Research Scientist"),
        split_lines(
            "Bioinformatics; R; Python; Pharma & life sciences; Survival analysis;"
            " Statistical inference; Healthcare; Mixed-effects models;"
            " High-performance computing; Deep learning; Dimensionality reduction;"
            " Linux; Graph neural networks; Shell scripting; Research skills;"
            " Reproducible environments; Clustering; Privacy-enhancing technologies"
        ),
        split_lines(
            "Graph neural networks; Transformers; PyTorch; Causal inference; Julia;"
            " Large language models; Bayesian statistics; Generative models"
        ),
        split_lines("Bioinformatics; Pharma & life sciences; Healthcare"),
        "Works with clinical and laboratory data.",
    ),
    "engineering": Profile(
        split_lines("Data Engineer; Senior Data Engineer; Data Architect"),
        split_lines(
            "Data pipelines; SQL; Python; Apache Spark; Airflow & orchestrators; dbt;"
            " Data modelling; Data warehousing; AWS; Apache Kafka; Snowflake;"
            " Data lakes & lakehouses; Databricks; Docker; PostgreSQL; Data quality;"
            " Infrastructure as code; Stream processing; Scala; BigQuery; CI/CD;"
            " Hadoop & Hive; Data integration tools; Microsoft Azure; Apache Flink;"
            " Data catalogues & lineage; Linux; MongoDB & document stores; Java"
        ),
        split_lines(
            "Stream processing; Apache Flink; MLOps; Kubernetes; Rust; Data governance;"
            " Vector databases; Feature stores; Machine learning; Polars; Go"
        ),
        split_lines(
            "Energy & utilities; Telecoms; Banking & payments; Retail & e-commerce;"
            " Transport & automotive"
        ),
        "Gets data where it is needed, on time and documented.",
    ),
    "mlops": Profile(
        split_lines("ML Engineer; MLOps Engineer; Platform Engineer"),
        split_lines(
            "MLOps; Docker; Kubernetes; Python; Model deployment; CI/CD; AWS;"
            " MLflow & Kubeflow; Model monitoring; Infrastructure as code; Linux;"
            " Feature stores; Observability; ML system design; Git; Automated testing;"
            " API development; Experiment tracking & versioning; Amazon SageMaker;"
            " Azure Machine Learning; Vertex AI; Dask & Ray; Go; Redis;"
            " Performance engineering; Distributed training; Shell scripting"
        ),
        split_lines(
            "Model compression; Distributed training; Rust; Edge ML; AI agents;"
            " LLM evaluation; Feature stores; Large language models; Go; Apache Kafka"
        ),
        split_lines("Telecoms; Retail & e-commerce; Banking & payments"),
        "Takes models to production and keeps them healthy there.",
    ),
    "reporting": Profile(
        split_lines("Data Analyst; BI Developer; Analytics Engineer; Insight Analyst"),
        split_lines(
            "SQL; Data visualisation; Power BI; Dashboard design; Microsoft Excel;"
            " Data storytelling; Tableau; dbt; Exploratory data analysis; Snowflake;"
            " Data modelling; Requirements gathering; Looker; Microsoft SQL Server;"
            " Python; Product analytics; Qlik; Alteryx & KNIME; BigQuery; VBA;"
            " Superset & Metabase; Geospatial analysis; Web scraping; Shiny"
        ),
        split_lines(
            "Python; dbt; Machine learning; A/B testing; Data storytelling;"
            " Forecasting; Geospatial analysis; Prompt engineering; D3.js & Vega"
        ),
        split_lines(
            "Retail & e-commerce; Marketing analytics; People analytics; Public sector;"
            " Supply chain & logistics"
        ),
        "Answers questions with numbers that people trust.",
    ),
    "full_stack": Profile(
        split_lines("Full-stack Developer; Software Engineer; Front-end Developer"),
        split_lines(
            "Full-stack development; JavaScript; TypeScript; Python; HTML & CSS;"
            " Front-end development; API development; Python web frameworks; Git;"
            " PostgreSQL; Docker; Automated testing; Software design; CI/CD;"
            " Code review; C#; Java; Redis; Serverless computing; D3.js & Vega;"
            " User research & design; MongoDB & document stores; Plotly & Dash; Go"
        ),
        split_lines(
            "Large language models; Retrieval-augmented generation; Machine learning;"
            " Rust; AI agents; Vector databases; D3.js & Vega; Kubernetes"
        ),
        split_lines("Product analytics; Media & advertising; Education; Telecoms"),
        "Builds the pages and services around models.",
    ),
    "domain": Profile(
        split_lines("Domain Expert; Business Analyst; Subject Matter Specialist"),
        split_lines(
            "Problem framing; Stakeholder management; Requirements gathering;"
            " Microsoft Excel; Business case & benefits; Change & adoption;"
            " Presenting & facilitation; Power BI; SQL; ERP & CRM systems;"
            " Supply chain & logistics; Retail & e-commerce; Manufacturing"
        ),
        split_lines(
            "SQL; Python; Data storytelling; Machine learning; Dashboard design;"
            " Prompt engineering; Statistical inference; Product management"
        ),
        split_lines(
            "Supply chain & logistics; Retail & e-commerce; Manufacturing;"
            " Pricing & revenue management; Insurance & actuarial; Healthcare"
        ),
        "Knows the business from the inside and says what would help.",
    ),
    "delivery": Profile(
        split_lines("Delivery Manager; Analytics Product Manager; Programme Lead"),
        split_lines(
            "Project management; Stakeholder management; Agile delivery;"
            " Product management; Team leadership; Business case & benefits;"
            " Problem framing; Change & adoption; Vendor & budget management;"
            " Presenting & facilitation; Requirements gathering; SQL; User research"
            " & design; Data governance; Mentoring & teaching; Power BI"
        ),
        split_lines(
            "Large language models; AI regulation & compliance; Data storytelling;"
            " User research & design; ML system design; A/B testing; AI ethics"
        ),
        split_lines(
            "Retail & e-commerce; Banking & payments; Public sector;"
            " Energy & utilities; Healthcare"
        ),
        "Keeps projects small, honest and moving.",
    ),
}
