"""pytest plugin: a run that left out what it should have tested is a failed run."""

from __future__ import annotations

import pytest

#: Marks of tests that skip where something is absent; in CI all of it is there.
NEEDED = ("services", "browser", "model", "shared")


class LeftOut:
    """Collects skipped tests of the needed kinds, and whole files that were skipped."""

    def __init__(self) -> None:
        self.tests: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a skipped test; an expected failure is not one."""
        if report.skipped and not hasattr(report, "wasxfail"):
            marks = [mark for mark in NEEDED if mark in report.keywords]
            if marks:
                self.tests.append(f"{report.nodeid} ({', '.join(marks)})")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that was skipped as a whole: its marks are not known."""
        if report.skipped:
            self.tests.append(f"{report.nodeid} (whole file)")

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Fail the run; pytest's own code 5 already says that there were no tests."""
        if self.tests and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: int
    ) -> None:
        """Say what was left out, above pytest's closing line."""
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            terminalreporter.section("no test was found: this run shows nothing")
        if self.tests:
            terminalreporter.section("left out, but needed here")
            for test in self.tests:
                terminalreporter.write_line(test)


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin once, in the process that gathers the reports."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(LeftOut(), "left_out")
