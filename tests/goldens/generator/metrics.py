"""Metrics: input.0 is the prediction, input.1 the target, output.<name> what scikit-learn, SciPy or a plain loop says."""

import json
import math
import warnings

import numpy as np
import scipy.linalg
import scipy.ndimage
import scipy.stats
import sklearn
import torch
from sklearn import metrics as sk

from . import container
from .values import Values, exact


def make(folder) -> int:
    warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")
    cases = (_binary, _multiclass, _rare, _multilabel, _regression, _outputs, _ranking, _items, _clusters, _pictures,
             _features, _few_features, _words)
    for case in cases:
        name = case.__name__[1:]
        prediction, target, expected = case(Values(f"metrics/{name}"))
        tensors = {"input.0": prediction, "input.1": target}
        tensors.update({f"output.{key}": torch.as_tensor(np.asarray(value, dtype=np.float64)) for key, value in expected.items()})
        assert all(bool(torch.isfinite(t).all()) for t in tensors.values() if t.is_floating_point()), name
        metadata = {"kind": name, "args": json.dumps({}), "mode": "eval", "sklearn": sklearn.__version__}
        container.write(folder / "metrics" / f"{name}.safetensors", tensors, metadata)
    return len(cases)


def _calibration(confidence, hits, bins=15):
    gaps, weights = [], []
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            gaps.append(abs(confidence[inside].mean() - hits[inside].mean()))
            weights.append(inside.mean())
    return {"expected_calibration_error": np.dot(gaps, weights), "maximum_calibration_error": max(gaps)}


def _binary(v):
    truth = v.integers(61, high=2)
    # Sixteenths: many scores tie, some with the threshold.
    scores = exact([min(15, max(1, round(8 + 3 * t + v.random.gauss(0, 4)))) / 16 for t in truth.tolist()])
    x, y = scores.numpy(), truth.numpy()
    said = x > 0.5
    return scores, truth, {
        "precision": sk.precision_score(y, said), "recall": sk.recall_score(y, said), "f1": sk.f1_score(y, said),
        "f0.5": sk.fbeta_score(y, said, beta=0.5), "specificity": sk.recall_score(y, said, pos_label=0),
        "intersection_over_union": sk.jaccard_score(y, said), "dice": sk.f1_score(y, said),
        "confusion_matrix": sk.confusion_matrix(y, said), "balanced_accuracy": sk.balanced_accuracy_score(y, said),
        "matthews_correlation": sk.matthews_corrcoef(y, said), "cohen_kappa": sk.cohen_kappa_score(y, said),
        "auroc": sk.roc_auc_score(y, x), "average_precision": sk.average_precision_score(y, x),
        **_calibration(x, y)}


def _averaged(y, said, labels):
    expected = {}
    for average, key in (("micro", "micro"), ("macro", "macro"), ("weighted", "weighted"), (None, "per_class")):
        at = {"average": average, "zero_division": 0, **({} if labels is None or average else {"labels": labels})}
        expected[f"precision.{key}"] = sk.precision_score(y, said, **at)
        expected[f"recall.{key}"] = sk.recall_score(y, said, **at)
        expected[f"f1.{key}"] = sk.f1_score(y, said, **at)
        expected[f"f2.{key}"] = sk.fbeta_score(y, said, beta=2, **at)
        expected[f"intersection_over_union.{key}"] = sk.jaccard_score(y, said, **at)
    return expected


def _decisions(y, said, count):
    return {
        **_averaged(y, said, list(range(count))),
        "confusion_matrix": sk.confusion_matrix(y, said, labels=list(range(count))),
        "balanced_accuracy": sk.balanced_accuracy_score(y, said), "matthews_correlation": sk.matthews_corrcoef(y, said),
        "cohen_kappa": sk.cohen_kappa_score(y, said), "cohen_kappa.linear": sk.cohen_kappa_score(y, said, weights="linear", labels=list(range(count))),
        "cohen_kappa.quadratic": sk.cohen_kappa_score(y, said, weights="quadratic", labels=list(range(count)))}


def _areas(y, x):
    expected = {}
    for average, key in (("micro", "micro"), ("macro", "macro"), ("weighted", "weighted"), (None, "per_class")):
        expected[f"auroc.{key}"] = sk.roc_auc_score(y, x, average=average)
        expected[f"average_precision.{key}"] = sk.average_precision_score(y, x, average=average)
    return expected


def _multiclass(v):
    truth = v.integers(80, high=4)
    probabilities = exact(torch.softmax(v.normal(80, 4) + 1.2 * torch.nn.functional.one_hot(truth, 4), 1))
    x, y = probabilities.numpy(), truth.numpy()
    said = x.argmax(1)
    return probabilities, truth, {
        **_decisions(y, said, 4), **_areas(np.eye(4)[y], x), **_calibration(x.max(1), said == y),
        "perplexity": math.exp(-np.log(x[np.arange(80), y]).mean())}


def _rare(v):
    """Class 4 is said but never true, class 5 neither."""
    truth = v.integers(40, high=4)
    scores = exact(v.normal(40, 6) + 1.5 * torch.nn.functional.one_hot(truth, 6))
    scores[:, 5] = -20
    return scores, truth, _decisions(truth.numpy(), scores.numpy().argmax(1), 6)


def _multilabel(v):
    truth = v.integers(50, 3, high=2)
    scores = exact(torch.clamp(torch.round(8 + 4 * truth + v.normal(50, 3, scale=5)), 0, 16) / 16)
    x, y = scores.numpy(), truth.numpy()
    said = x > 0.5
    return scores, truth, {
        **_averaged(y, said, None), **_areas(y, x), "confusion_matrix": sk.multilabel_confusion_matrix(y, said),
        "exact_match": sk.accuracy_score(y, said)}


def _errors(y, x):
    return {
        "mean_squared_error": sk.mean_squared_error(y, x), "mean_absolute_error": sk.mean_absolute_error(y, x),
        "root_mean_squared_error": math.sqrt(sk.mean_squared_error(y, x)),
        "mean_absolute_percentage_error": sk.mean_absolute_percentage_error(y, x), "r2": sk.r2_score(y, x)}


def _regression(v):
    # Far from zero, where sums of squares would lose their digits; eighths, so that some tie.
    target = exact(torch.round(v.normal(45, scale=2) * 8) / 8 + 4096)
    prediction = exact(target + torch.round(v.normal(45, scale=1.5) * 8) / 8)
    x, y = prediction.numpy(), target.numpy()
    return prediction, target, {
        **_errors(y, x), "pearson_correlation": scipy.stats.pearsonr(x, y)[0], "spearman_correlation": scipy.stats.spearmanr(x, y)[0]}


def _outputs(v):
    target = v.normal(30, 3, scale=2.0, mean=1.0)
    prediction = exact(0.6 * target + v.normal(30, 3))
    x, y = prediction.numpy(), target.numpy()
    return prediction, target, {
        **_errors(y, x), "pearson_correlation": [scipy.stats.pearsonr(x[:, k], y[:, k])[0] for k in range(3)],
        "spearman_correlation": [scipy.stats.spearmanr(x[:, k], y[:, k])[0] for k in range(3)]}


def _ranking(v):
    gains = v.integers(12, 9, high=4)
    gains[3] = 0
    scores = exact(torch.round(2 * (gains + v.normal(12, 9, scale=2))) / 2)
    x, y = scores.numpy(), gains.numpy()
    reciprocal = []
    for row in range(12):
        order = sorted(range(9), key=lambda item: (-x[row, item], item))
        reciprocal.append(next((1 / (place + 1) for place, item in enumerate(order) if y[row, item] > 0), 0))
    return scores, gains, {
        "ndcg": sk.ndcg_score(y, x), "ndcg_3": sk.ndcg_score(y, x, k=3), "mean_reciprocal_rank": np.mean(reciprocal)}


def _items(v):
    item = v.integers(25, high=8)
    scores = exact(v.normal(25, 8) + torch.nn.functional.one_hot(item, 8))
    x, y = scores.numpy(), item.numpy()
    return scores, item, {
        "hit_rate_2": sk.top_k_accuracy_score(y, x, k=2, labels=list(range(8))),
        "mean_reciprocal_rank": sk.label_ranking_average_precision_score(np.eye(8)[y], x),
        "ndcg": sk.ndcg_score(np.eye(8)[y], x)}


def _clusters(v):
    truth = v.integers(70, high=4)
    said = torch.tensor([(t * 7 + 3) % 11 if v.random.random() < 0.7 else v.random.randrange(5) for t in truth.tolist()])
    x, y = said.numpy(), truth.numpy()
    return said, truth, {"adjusted_rand": sk.adjusted_rand_score(y, x), "normalized_mutual_information": sk.normalized_mutual_info_score(y, x)}


def _pictures(v):
    target = v.uniform(2, 3, 17, 21)
    prediction = exact(torch.clamp(target + v.normal(2, 3, 17, 21, scale=0.15), 0, 1))
    x, y = prediction.numpy(), target.numpy()

    def blur(plane):
        return scipy.ndimage.gaussian_filter(plane, 1.5, truncate=3.5)[5:-5, 5:-5]

    indices = []
    for a, b in zip(x.reshape(-1, 17, 21), y.reshape(-1, 17, 21)):
        ma, mb = blur(a), blur(b)
        va, vb, both = blur(a * a) - ma * ma, blur(b * b) - mb * mb, blur(a * b) - ma * mb
        indices.append(((2 * ma * mb + 1e-4) * (2 * both + 9e-4) / ((ma * ma + mb * mb + 1e-4) * (va + vb + 9e-4))).mean())
    return prediction, target, {"ssim": np.mean(indices), "psnr": -10 * math.log10(sk.mean_squared_error(y.ravel(), x.ravel()))}


def _frechet(x, y):
    a, b = np.cov(x, rowvar=False), np.cov(y, rowvar=False)
    root = scipy.linalg.sqrtm(a @ b)
    return ((x.mean(0) - y.mean(0)) ** 2).sum() + np.trace(a + b - 2 * root.real)


def _features(v):
    made, real = v.normal(40, 6, mean=0.5), exact(v.normal(50, 6) @ v.normal(6, 6))
    return made, real, {"frechet_distance": _frechet(made.numpy(), real.numpy())}


def _few_features(v):
    """Fewer samples than features: a singular covariance, by singular values |Z₁ᵀZ₂| instead of the root of the product."""
    made, real = v.normal(4, 7), v.normal(30, 7)
    x, y = made.numpy(), real.numpy()
    a, b = (x - x.mean(0)) / math.sqrt(3), (y - y.mean(0)) / math.sqrt(29)
    roots = np.linalg.svd(a @ b.T, compute_uv=False).sum()
    return made, real, {"frechet_distance": ((x.mean(0) - y.mean(0)) ** 2).sum() + (a * a).sum() + (b * b).sum() - 2 * roots}


def _words(v):
    target = v.integers(3, 7, high=11)
    target[1, 5:] = -100
    logits = v.normal(3, 7, 11, scale=2.0)
    counts = target >= 0
    chosen = torch.log_softmax(logits, -1)[counts].numpy()[np.arange(int(counts.sum())), target[counts].numpy()]
    return logits, target, {"perplexity": math.exp(-chosen.mean())}
