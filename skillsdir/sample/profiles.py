"""Kinds of practitioner: which skills go together, and what they want next.

Skills are written as the catalogue names them; the first of a list are the most
common in that profile.
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
