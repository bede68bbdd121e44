import pytest

from dateline import doctor
from dateline.errors import TableError


def test_all_is_well_here():
    findings = list(doctor.examine())

    assert [finding.what for finding in findings] == list(doctor.CHECKS)
    assert all(finding.ok for finding in findings), findings


def test_a_problem_is_told_with_what_to_do_and_the_rest_is_looked_at(monkeypatch):
    def broken():
        raise TableError("is no YAML", path="countries.yaml", line=3)

    monkeypatch.setitem(doctor.CHECKS, "tables", broken)
    by_name = {finding.what: finding for finding in doctor.examine()}

    assert not by_name["tables"].ok
    assert by_name["tables"].found == "countries.yaml:3: is no YAML"
    assert by_name["Python"].ok


def test_an_old_python_is_a_problem(monkeypatch):
    monkeypatch.setattr("sys.version_info", (3, 10, 2))

    with pytest.raises(doctor.DatelineError, match=r"3\.10\.2, but dateline needs 3\.11 or later"):
        doctor.check_python()
