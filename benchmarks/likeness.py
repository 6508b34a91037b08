"""Learn from the labelled expressions what a status resembles, and measure it on expressions that were left out.

    python benchmarks/likeness.py learn       # writes src/normalize/tables/status_traits.csv
    python benchmarks/likeness.py measure     # five folds: what is right, wrong and falsely given at each share

`make likeness` does both. What is learned is a logistic regression over the traits of
`normalize.likeness`, with an elastic net that leaves out whatever does not help.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from kommunrapport.normalize.likeness import BIAS, NONE, traits

ROOT = Path(__file__).parents[1]
DATA = [ROOT / "tests" / "data" / name for name in ("status_expressions.csv", "status_held_out.csv")]
TABLE = ROOT / "src" / "normalize" / "tables" / "status_traits.csv"
LEAST_SEEN = 2
FOLDS = 5
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)


def labelled() -> tuple[list[str], list[str]]:
    """Give the texts and their codes; what is printed and understood by nobody teaches nothing."""
    rows = [row for file in DATA for row in csv.DictReader(file.read_text("utf-8").splitlines(keepends=True))]
    rows = [row for row in rows if row["code"] != "unknown"]
    return [row["text"] for row in rows], [row["code"] or NONE for row in rows]


def model() -> tuple[CountVectorizer, LogisticRegression]:
    """Give what counts traits and what weighs them."""
    counted = CountVectorizer(analyzer=lambda text: sorted(traits(text) - {BIAS}), min_df=LEAST_SEEN, binary=True)
    return counted, LogisticRegression(solver="saga", l1_ratio=0.5, tol=1e-3, max_iter=500, random_state=0)


def learn() -> None:
    """Write the weights of all traits that have one, in hundredths: whole numbers add up alike in any order."""
    texts, codes = labelled()
    counted, weighed = model()
    weighed.fit(counted.fit_transform(texts), codes)
    names = [BIAS, *counted.get_feature_names_out()]
    weights = np.rint(100 * np.hstack([weighed.intercept_[:, None], weighed.coef_])).astype(int).T
    table = {name: row for name, row in zip(names, weights, strict=True) if row.any()}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["trait", *weighed.classes_])
        for name in sorted(table):
            writer.writerow([name, *(weight or "" for weight in table[name])])
    print(f"{len(texts)} texts, {len(table)} traits")


def measure() -> None:
    """Print, for texts that a fold left out, how often a share or more is right, wrong, or given to no status."""
    texts, codes = labelled()
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    shares = cross_val_predict(make_pipeline(*model()), texts, codes, cv=folds, method="predict_proba")
    names, truth = np.unique(codes), np.array(codes)
    found, share, stated = names[shares.argmax(1)], shares.max(1), np.array(codes) != NONE
    print("share   right  wrong  of status   false of none")
    for least in SHARES:
        told = (share >= least) & (found != NONE)
        right, wrong = (told & stated & (found == truth)).sum(), (told & stated & (found != truth)).sum()
        print(f"{least:5} {right:7} {wrong:6} {stated.sum():11} {(told & ~stated).sum():7} {(~stated).sum():5}")


if __name__ == "__main__":
    {"learn": learn, "measure": measure}[sys.argv[1]]()
