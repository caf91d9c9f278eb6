"""The commands that need no window."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from pmdesk import __version__
from pmdesk.app.targets import refuse_unwritable_folder
from pmdesk.core import growth_words
from pmdesk.core.errors import ErrorCode, InputError, PmdeskError
from pmdesk.core.ids import FindingId, SeriesUid
from pmdesk.core.progress import NullContext
from pmdesk.core.texts import Language
from pmdesk.core.variant import GenomeBuild
from pmdesk.inference.engine import EngineName
from pmdesk.services.case import Case
from pmdesk.ui.i18n import Translation
from pmdesk.ui.texts import QtTexts

PRIOR_FOLDER = "prior"


class StderrProgress(NullContext):
    """Shows progress on a terminal; silent when stderr is no terminal."""

    def __init__(self, texts: QtTexts) -> None:
        self._texts = texts
        self._shown = ""

    def progress(self, fraction: float, stage: str = "") -> None:
        if not sys.stderr.isatty():
            return
        line = f"\r{round(100 * fraction):3d} %  {self._texts.of(stage)}"
        if line != self._shown:
            sys.stderr.write(line.ljust(len(self._shown)))
            sys.stderr.flush()
            self._shown = line

    def finish(self) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")


def make_texts(language: Language) -> QtTexts:
    """Words in a language, without a window."""
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    Translation(app).install(language)
    return QtTexts(language)


def error_sentence(error: PmdeskError, arguments: list[str]) -> str:
    """What happened, in the language asked for on the command line."""
    language = Language.ENGLISH
    if "--lang" in arguments[:-1] and arguments[arguments.index("--lang") + 1].startswith("zh"):
        language = Language.CHINESE
    return make_texts(language).of_error(error)


def analyse_to_folder(
    *,
    images: list[Path],
    record: Path | None,
    genome: Path | None,
    prior: Path | None,
    build: str | None,
    sample: str | None,
    series: str | None,
    device: str,
    engine: EngineName,
    language: Language,
    out: Path,
    as_json: bool,
) -> int:
    """`pmdesk analyze`: analyse a case and write its files. Returns the exit code."""
    from pmdesk.inference.registry import ModelRegistry
    from pmdesk.services.analysis import AnalysisRequest, analyse_case
    from pmdesk.services.export import CASE_FILE, write_case

    texts = make_texts(language)
    refuse_unwritable_folder(out)
    started = time.perf_counter()
    ctx = StderrProgress(texts)
    registry = ModelRegistry(engine=engine)
    request = AnalysisRequest(
        images=tuple(images),
        record=record,
        genome=genome,
        genome_build=GenomeBuild(build) if build else None,
        genome_sample=sample,
        series_uid=SeriesUid(series) if series else None,
        device=device,
    )
    result = analyse_case(request, registry, ctx)
    case = result.case
    try:
        if prior is not None:
            case = _with_prior(case, prior, registry, device, out / PRIOR_FOLDER, texts, ctx)
        written = write_case(NullContext(), case, out, texts)
    finally:
        result.catalog.close()
    ctx.finish()
    said = [(warning.code, dict(warning.params)) for warning in case.warnings]
    if case.comparison is not None:
        said += [(note.code, dict(note.params)) for note in case.comparison.notes]
    for code, params in said:
        sys.stderr.write(f"! {texts.of(code, **{'reason': '', **params})}\n")
    if as_json:
        sys.stdout.write((out / CASE_FILE).read_text(encoding="utf-8"))
    else:
        _print_case(case, texts)
        for path in written:
            sys.stdout.write(f"{path}\n")
        sys.stdout.write(f"{time.perf_counter() - started:.1f} s\n")
    return 0


def _with_prior(
    case: Case, prior: Path, registry: Any, device: str, folder: Path, texts: QtTexts, ctx: StderrProgress
) -> Case:
    """Lay the earlier CT over the current one, compare, and write what was found in it into its own folder."""
    from dataclasses import replace

    from pmdesk.services.comparison import case_of, prior_study
    from pmdesk.services.derive import Deriver
    from pmdesk.services.export import write_case

    if case.volume is None:
        return case
    with prior_study(ctx, case.volume, (prior,), registry, device) as study:
        write_case(NullContext(), Deriver()(case_of(study)), folder, texts)
    return Deriver()(replace(case, prior=study))


def _print_case(case: Case, texts: QtTexts) -> None:
    for finding in case.findings:
        x, y, z = finding.center.xyz_lps_mm
        size = finding.measurement
        numbers = (
            f"{size.long_axis_mm:.1f} x {size.short_axis_mm:.1f} mm, {size.volume_mm3:.0f} mm3"
            if size is not None
            else texts.of("trust.locked")
        )
        score = f", {finding.detection.value:.2f}" if finding.detection is not None else ""
        sys.stdout.write(f"{finding.number}. ({x:.0f}, {y:.0f}, {z:.0f}) {numbers}{score}\n")
        _print_growth(case, finding.id, texts)
    _print_vanished(case, texts)
    for option in case.options:
        sys.stdout.write(f"- {texts.local(option.title)}\n")


def _print_growth(case: Case, finding_id: FindingId, texts: QtTexts) -> None:
    """One indented line: what became of a nodule since the earlier CT."""
    growth = case.comparison.of(finding_id) if case.comparison is not None else None
    if growth is None:
        return
    measure = growth.measure
    parts = [growth_words.judgement(texts, growth.state, measure.trend if measure else None)]
    if measure is not None:
        parts.append(growth_words.volume_change(texts, measure.volume_change))
        parts.append(growth_words.signed_mm(measure.diameter_change_mm))
        days = growth_words.doubling(texts, measure.doubling_days, measure.trend)
        parts.append(f"{texts.of('growth.column.doubling')}: {days}")
    parts += [texts.of(note.code, **dict(note.params)) for note in growth.notes]
    sys.stdout.write(f"   {'; '.join(parts)}\n")


def _print_vanished(case: Case, texts: QtTexts) -> None:
    for item in case.comparison.vanished if case.comparison is not None else ():
        size = item.finding.measurement
        shown = f"{size.long_axis_mm:.1f} x {size.short_axis_mm:.1f} mm" if size is not None else "-"
        state = growth_words.judgement(texts, item.state, None)
        sys.stdout.write(
            texts.of("growth.vanished", number=item.finding.number, size=shown, state=state) + "\n"
        )


def list_models(*, as_json: bool) -> int:
    """`pmdesk model list`."""
    from pmdesk.services.model_packages import list_packages

    found = [
        {"id": item.id, "version": item.version, "task": item.task, "path": str(item.path)}
        for item in list_packages()
    ]
    if as_json:
        sys.stdout.write(json.dumps({"models": found}, indent=1) + "\n")
    else:
        for item in found:
            sys.stdout.write(f"{item['id']} {item['version']}  {item['task']}\n")
    return 0


def verify_models(path: Path | None, *, device: str, engine: EngineName, as_json: bool) -> int:
    """`pmdesk model verify`: hashes, manifest, shapes, golden self-test. Exit code 1 when one fails."""
    from pmdesk.services.model_packages import verify_packages

    texts = make_texts(Language.ENGLISH)
    results = []
    for name, error in verify_packages(path, device, engine):
        results.append(
            {"model": name, "ok": error is None, "error": texts.of_error(error) if error else None}
        )
    if not results:
        raise InputError(ErrorCode.MODEL_NOT_FOUND, model=str(path or ""))
    if as_json:
        sys.stdout.write(json.dumps({"models": results}, indent=1) + "\n")
    else:
        for item in results:
            sys.stdout.write(
                f"{'ok    ' if item['ok'] else 'FAILED'} {item['model']} {item['error'] or ''}\n"
            )
    return 0 if all(item["ok"] for item in results) else 1


def run_selftest(*, as_json: bool) -> int:
    """`pmdesk selftest`."""
    from pmdesk.services.selftest import run_checks

    checks = run_checks()
    texts = make_texts(Language.ENGLISH)
    if as_json:
        payload = {
            "version": __version__,
            "checks": [{"check": c.name, "ok": c.ok, "detail": c.detail} for c in checks],
        }
        sys.stdout.write(json.dumps(payload, indent=1) + "\n")
    else:
        for check in checks:
            words = texts.of(check.name)
            sys.stdout.write(f"{'ok    ' if check.ok else 'FAILED'} {words}  {check.detail}\n")
    return 0 if all(check.ok for check in checks) else 1
