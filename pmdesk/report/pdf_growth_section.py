"""The comparison with the earlier CT in the printed report."""

from collections.abc import Sequence

from pmdesk.core import growth_words
from pmdesk.report.case_document import FindingDocument
from pmdesk.report.growth_document import ComparisonDocument, GrowthDocument, PriorSizeDocument
from pmdesk.report.pdf_pieces import Flowables, PagePieces
from pmdesk.report.pdf_words import UNREVIEWED_MARK


class GrowthSection(PagePieces):
    """Growth of every nodule that nobody has rejected; those that nobody has reviewed bear a mark."""

    __slots__ = ()

    def growth(self) -> Flowables:
        comparison = self.document.comparison
        if comparison is None:
            return []
        texts = self.words.texts
        shown: Flowables = [self.heading(texts.of("growth.title")), self.body(self._against(comparison))]
        shown += [self.body(texts.of(note.code, **note.params)) for note in comparison.notes]
        findings = [item for item in (*self.document.reviewed, *self.document.unreviewed) if item.growth]
        if findings:
            shown.append(self._table(findings))
            if any(item in self.document.unreviewed for item in findings):
                shown.append(self.small(f"{UNREVIEWED_MARK} {texts.of('report.status.unreviewed')}"))
        for item in comparison.vanished:
            size = self._size(item.prior_size)
            state = growth_words.judgement(texts, item.state, None)
            shown.append(self.body(texts.of("growth.vanished", number=item.number, size=size, state=state)))
        found = comparison.registration
        shown.append(
            self.small(
                texts.of(
                    "growth.registered",
                    landmarks=found.landmarks,
                    residual_mm=f"{found.residual_mm:.1f}",
                    p95_mm=f"{found.residual_p95_mm:.1f}",
                )
            )
        )
        return shown

    def _against(self, comparison: ComparisonDocument) -> str:
        day = self.words.day(comparison.prior_date)
        if comparison.days is None:
            return self.words.texts.of("growth.against_undated", date=day)
        return self.words.texts.of("growth.against", date=day, days=comparison.days)

    def _table(self, findings: Sequence[FindingDocument]) -> object:
        texts = self.words.texts
        columns = ("prior", "current", "change", "diameter", "doubling", "judgement")
        head = [self.cell(self.words.texts.of("report.column.number"), head=True)]
        head += [self.cell(texts.of(f"growth.column.{name}"), head=True) for name in columns]
        rows = [head]
        for finding in findings:
            mark = UNREVIEWED_MARK if finding in self.document.unreviewed else ""
            assert finding.growth is not None
            cells = (f"{finding.number}{mark}", *self._cells(finding, finding.growth))
            rows.append([self.cell(text) for text in cells])
        return self.table(rows, (0.5, 1.5, 1.5, 1.9, 1.1, 1.9, 2.2))

    def _cells(self, finding: FindingDocument, growth: GrowthDocument) -> tuple[str, ...]:
        texts = self.words.texts
        judged = [growth_words.judgement(texts, growth.state, growth.trend)]
        if growth.volume_change is not None:
            judged.append(growth_words.band(texts, growth.vdt_band))
            judged.append(growth_words.rule(texts, growth.diameter_growth))
        judged += [texts.of(note.code, **note.params) for note in growth.notes]
        change = (
            "–" if growth.volume_change is None else growth_words.volume_change(texts, growth.volume_change)
        )
        diameter = (
            "–" if growth.diameter_change_mm is None else growth_words.signed_mm(growth.diameter_change_mm)
        )
        days = (
            "–"
            if growth.volume_change is None
            else growth_words.doubling(texts, growth.doubling_days, growth.trend)
        )
        now = f"{self.words.axes(finding)}, {self.words.volume(finding)}"
        judgement = self.words.sentences(part for part in judged if part)
        return self._size(growth.prior_size), now, change, diameter, days, judgement

    def _size(self, size: PriorSizeDocument | None) -> str:
        if size is None:
            return "–"
        return self.words.texts.of(
            "growth.size",
            long=f"{size.long_axis_mm:.1f}",
            short=f"{size.short_axis_mm:.1f}",
            volume=f"{size.volume_mm3:,.0f}",
        )
