"""Prints the reference numbers of the tests of statistics, from SciPy and by enumeration.

Made with scipy 1.17.1, numpy 2.4.6, Python 3.11. To make them again: python statistics_golden.py

R's wilcox.test leaves out zeros, and takes the normal approximation with corrections for ties and
continuity where there are ties or zeros: SciPy's zero_method="wilcox", correction=True.
"""

import itertools
import math

import numpy as np
from scipy import special, stats

DEPRESSION = np.array(  # Hollander & Wolfe (1973), p. 29; the example of R's help
    [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
) - np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])
MAIZE = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48.0])  # Darwin; Fisher
SLEEP = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])  # Student (1908)
FIVE = np.array([0.31, -0.127, 0.7093, 1.9411, 0.4517])


def hedges(d):
    m = len(d) - 1
    j = math.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / math.sqrt(m / 2)
    return j * d.mean() / d.std(ddof=1)


def wilcoxon(d):
    x = d[d != 0]
    ranks = stats.rankdata(np.abs(x))
    exact = len(x) == len(d) and len(set(ranks)) == len(ranks)
    p = stats.wilcoxon(
        d,
        zero_method="wilcox",
        correction=not exact,
        method="exact" if exact else "asymptotic",
    ).pvalue
    return ranks[x > 0].sum(), p, exact


def enumerated(d, figure):
    """BCa of all n^n samples: SciPy's formula, without chance."""
    figures = np.array([figure(sorted(s)) for s in itertools.product(d, repeat=len(d))])
    whole = figure(sorted(d))
    share = ((figures < whole).sum() + (figures <= whole).sum()) / 2 / len(figures)
    bias = stats.norm.ppf(share)
    without = np.array([figure(np.delete(d, i)) for i in range(len(d))])
    u = without.mean() - without
    a = (u**3).sum() / (6 * (u**2).sum() ** 1.5)
    ends = []
    for tail in (0.025, 0.975):
        z = bias + stats.norm.ppf(tail)
        ends.append(np.percentile(figures, 100 * stats.norm.cdf(bias + z / (1 - a * z))))
    return ends, bias, a


for name, d in (("depression", DEPRESSION), ("maize", MAIZE), ("sleep", SLEEP), ("five", FIVE)):
    t = stats.ttest_1samp(d, 0)
    low, high = t.confidence_interval(0.95)
    v, p, exact = wilcoxon(d)
    print(f"{name}: mean {d.mean()!r} low {low!r} high {high!r} t p {t.pvalue!r}")
    print(f"  dz {d.mean() / d.std(ddof=1)!r} hedges {hedges(d)!r} V {v!r} p {p!r} exact {exact}")
print("five, mean, all samples:", enumerated(FIVE, np.mean))
print("five, mean squared, all samples:", enumerated(FIVE, lambda s: np.mean(s) ** 2))
for name, d in (("maize", MAIZE), ("sleep", SLEEP)):
    found = stats.bootstrap((d,), np.mean, n_resamples=1_000_000, method="BCa", batch=10_000, rng=1)
    print(name, "BCa of a million samples:", found.confidence_interval)
for a, n, b, m in ((5, 5, 0, 5), (3, 3, 0, 3), (4, 5, 1, 5), (7, 10, 1, 10), (0, 5, 0, 5)):
    print("fisher", a, n, b, m, stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue)
