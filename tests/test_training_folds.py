"""Folds keep a domain's reports together, and share the names out evenly."""

from training.folds import FOLDS, folds_of

DOMAINS = [f"site{number % 23}.example" for number in range(200)]
NAMES = [1 + number % 7 for number in range(200)]


def test_all_reports_of_a_domain_are_in_one_fold() -> None:
    folds = folds_of(DOMAINS, NAMES)
    of_domain = {}
    for domain, fold in zip(DOMAINS, folds, strict=True):
        assert of_domain.setdefault(domain, fold) == fold
    assert set(folds) == set(range(FOLDS))


def test_folds_are_about_as_large_as_each_other() -> None:
    sizes = [0] * FOLDS
    for fold, number in zip(folds_of(DOMAINS, NAMES), NAMES, strict=True):
        sizes[fold] += number
    assert max(sizes) < 1.3 * min(sizes)


def test_the_same_reports_are_in_the_same_folds_whatever_their_order() -> None:
    folds = folds_of(DOMAINS, NAMES)
    assert folds_of(DOMAINS[::-1], NAMES[::-1]) == folds[::-1]


def test_a_report_without_domain_is_judged_by_no_fold() -> None:
    assert folds_of([None, "site.example"], [3, 3])[0] == -1
