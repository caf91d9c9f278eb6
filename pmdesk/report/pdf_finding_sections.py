"""Findings with their risks: the reviewed ones, and apart from them the others."""

from collections.abc import Sequence
from typing import Any

from pmdesk.core.finding import ReviewStatus
from pmdesk.core.risk import RiskState
from pmdesk.report.case_document import FindingDocument, RiskDocument
from pmdesk.report.codes import ReportText as Text
from pmdesk.report.pdf_nature_sections import NatureSections
from pmdesk.report.pdf_pieces import Flowables
from pmdesk.report.pdf_type import Colour, bold, coloured, markup, quiet
from pmdesk.report.pdf_words import percent

_MODELS_ABREAST = 5
_MOST_UNREVIEWED = 20
_THUMBNAIL_PT = 78
_ROOM_FOR_RISKS_PT = 260


class FindingSections(NatureSections):
    """Reviewed findings, their risks, and what nobody has reviewed."""

    __slots__ = ()

    def findings(self) -> Flowables:
        words, document = self.words, self.document
        summary = words(
            Text.FINDINGS_SUMMARY,
            reviewed=len(document.reviewed),
            unreviewed=len(document.unreviewed),
            rejected=len(document.rejected),
        )
        shown: Flowables = [self.heading(words(Text.FINDINGS)), self.body(summary)]
        shown += self.hidden_marks()
        if not document.reviewed:
            return [*shown, self.body(words(Text.FINDINGS_NONE_REVIEWED))]
        shown += [self._findings_table(document.reviewed), self.small(words(Text.FINDINGS_NOTE))]
        for finding in document.reviewed:
            if finding.comment:
                name = words(Text.NODULE, number=finding.number)
                shown.append(self.body(f"{name}. {words(Text.COMMENT, comment=finding.comment)}"))
        return shown + self.nature(document.reviewed)

    def _findings_table(self, findings: Sequence[FindingDocument]) -> Any:
        words = self.words
        columns: tuple[tuple[Text, bool, float], ...] = (
            (Text.COLUMN_NUMBER, False, 0.6),
            (Text.COLUMN_LOCATION, False, 1.7),
            (Text.COLUMN_TYPE, False, 1.3),
            (Text.COLUMN_AXES, True, 1.6),
            (Text.COLUMN_MEAN, True, 0.95),
            (Text.COLUMN_VOLUME, True, 1.3),
            (Text.COLUMN_DENSITY, True, 1.35),
            (Text.COLUMN_SLICE, True, 0.65),
            (Text.COLUMN_SCORE, True, 0.7),
            (Text.COLUMN_STATUS, False, 1.0),
        )
        if all(finding.status is ReviewStatus.UNREVIEWED for finding in findings):
            columns = columns[:-1]
        rows = [[self.cell(words(code), head=True, right=right) for code, right, _ in columns]]
        for finding in findings:
            values = (
                str(finding.number),
                words.location(finding),
                words.nodule_type(finding),
                words.axes(finding),
                words.mean_diameter(finding),
                words.volume(finding),
                words.density(finding),
                words.slice_number(finding),
                words.score(finding),
                words.enum("status", finding.status),
            )
            rows.append(
                [self.cell(value, right=right) for value, (_, right, _) in zip(values, columns, strict=False)]
            )
        return self.table(rows, [share for _, _, share in columns])

    def risks(self) -> Flowables:
        from reportlab.platypus import CondPageBreak

        words, document = self.words, self.document
        reviewed = [finding for finding in document.reviewed if document.risks_of(finding.id)]
        if not reviewed:
            return []
        # a heading needs room for the first lines below it
        shown: Flowables = [CondPageBreak(_ROOM_FOR_RISKS_PT), self.heading(words(Text.RISKS))]
        for finding in reviewed:
            shown += self._risks_of(finding)
        shown.append(self.small(words(Text.RISK_GRADES_NOTE)))
        return shown

    def _risks_of(self, finding: FindingDocument) -> Flowables:
        from reportlab.platypus import CondPageBreak, Paragraph, Table, TableStyle

        words = self.words
        title = f"{words(Text.NODULE, number=finding.number)}  ·  {words.location(finding)}"
        shown: Flowables = [
            CondPageBreak(_ROOM_FOR_RISKS_PT - 40),
            Paragraph(bold(title), self.styles.subheading),
        ]
        measured: tuple[str, ...] = (
            words.nodule_type(finding),
            words.axes(finding),
            words.solid_part(finding),
            words.volume_with_sd(finding),
            words.density(finding),
            words.shape(finding),
        )
        measured = tuple(line for line in measured if line)
        facts = self.rich([markup(line) for line in measured])
        thumbnail = self.image(finding.id, _THUMBNAIL_PT, _THUMBNAIL_PT)
        if thumbnail is not None:
            shown.append(
                Table(
                    [[thumbnail, facts]],
                    colWidths=[_THUMBNAIL_PT + 8, self.width_pt - _THUMBNAIL_PT - 8],
                    spaceAfter=4,
                    style=TableStyle(
                        [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, 0), 0)]
                    ),
                )
            )
        else:
            shown.append(self.small("  ·  ".join(measured)))
        return [*shown, self._risk_table(self.document.risks_of(finding.id))]

    def patient_risks(self) -> Flowables:
        """The computed scores of the patient; of those that lack inputs only the names."""
        from reportlab.platypus import CondPageBreak

        words = self.words
        computed = [risk for risk in self.document.patient_risks if risk.state is RiskState.COMPUTED]
        lacking = [risk for risk in self.document.patient_risks if risk.state is RiskState.INCOMPLETE]
        if not computed:
            return []
        shown: Flowables = [
            CondPageBreak(_ROOM_FOR_RISKS_PT),
            self.heading(words(Text.PATIENT_RISKS)),
            # the heading keeps with what follows it: with the table it would go to the next page
            self.small(words(Text.RISK_GRADES_NOTE)),
            self._risk_table(computed),
        ]
        if lacking:
            names = words.listed(words.local(risk.title) for risk in lacking)
            shown.append(self.small(words(Text.PATIENT_RISKS_OPEN, models=names)))
        return shown

    def _risk_table(self, risks: Sequence[RiskDocument]) -> Any:
        heads = (Text.RISK_MODEL, Text.RISK_RESULT, Text.RISK_BASIS)
        rows = [[self.cell(self.words(code), head=True) for code in heads]]
        rows += [self._risk_row(risk) for risk in risks]
        return self.table(rows, (1.5, 1.5, 4.7))

    def _risk_row(self, risk: RiskDocument) -> list[Any]:
        from reportlab.platypus import Paragraph

        words = self.words
        title = words.local(risk.title)
        name = [bold(title)]
        if risk.model_version not in title:
            name.append(coloured(risk.model_version, Colour.MUTED))
        if risk.state is not RiskState.COMPUTED:
            result = self.rich([coloured(words.result(risk), Colour.MUTED)])
        elif risk.probability is not None:
            result = Paragraph(bold(words.result(risk)), self.styles.result)
        else:
            result = self.rich([bold(words.result(risk))])
        return [self.rich(name), result, self.rich(self._basis(risk))]

    def _basis(self, risk: RiskDocument) -> list[str]:
        words = self.words
        lines: list[str] = []
        reasons = words.running(words.local(text) for text in risk.reasons)
        if risk.state is RiskState.NOT_APPLICABLE:
            return [quiet(reasons)]
        if risk.outcome is not None and not (risk.probability is None and risk.value is None):
            lines.append(markup(words.local(risk.outcome)))
        if risk.interval is not None and risk.probability is not None:
            low, high = (percent(bound) for bound in risk.interval)
            lines.append(markup(words(Text.RISK_INTERVAL, low=low, high=high)))
        if risk.category_text is not None and words.result(risk) != words.local(risk.category_text):
            lines.append(markup(words.local(risk.category_text)))
        if risk.management is not None:
            lines.append(bold(words(Text.RISK_ADVICE, advice=words.local(risk.management))))
        if risk.missing:
            names = words.listed(words.local(one.label) for one in risk.missing)
            lines.append(coloured(words(Text.RISK_MISSING, inputs=names), Colour.WARNING))
        if reasons:
            lines.append(quiet(reasons))
        if risk.inputs:
            used = words.sentences(words.input(one) for one in risk.inputs)
            lines.append(quiet(words(Text.RISK_INPUTS, inputs=used)))
        if risk.evidence:
            sources = words.sentences(words.evidence(one) for one in risk.evidence)
            source = words(Text.RISK_SOURCE, source=sources)
            grade = words(Text.RISK_GRADE, grade=risk.grade)
            lines.append(quiet(words.sentences([source, grade])))
        return lines

    def unreviewed(self) -> Flowables:
        from reportlab.platypus import Paragraph

        words, document = self.words, self.document
        if not document.unreviewed:
            return []
        listed = document.unreviewed[:_MOST_UNREVIEWED]
        box = self.boxed(
            [
                Paragraph(bold(words(Text.UNREVIEWED)), self.styles.banner),
                Paragraph(markup(words(Text.UNREVIEWED_EXPLAIN)), self.styles.banner),
            ]
        )
        shown: Flowables = [box, self._findings_table(listed), self.small(words(Text.FINDINGS_NOTE))]
        shown += self.nature(listed)
        shown += self._unreviewed_risks(listed)
        if len(document.unreviewed) > len(listed):
            more = len(document.unreviewed) - len(listed)
            shown.append(self.small(words(Text.UNREVIEWED_MORE, count=more)))
        return shown

    def _unreviewed_risks(self, findings: Sequence[FindingDocument]) -> Flowables:
        """One line a nodule: the result of every model, and below what is missing."""
        words, document = self.words, self.document
        titles: dict[str, str] = {}
        lacking: dict[str, None] = {}
        for finding in findings:
            for risk in document.risks_of(finding.id):
                titles.setdefault(risk.model_id, words.local(risk.title))
                lacking.update(dict.fromkeys(words.local(one.label) for one in risk.missing))
        if not titles:
            return []
        shown: Flowables = []
        models = tuple(titles)
        for start in range(0, len(models), _MODELS_ABREAST):
            abreast = models[start : start + _MODELS_ABREAST]
            heads = (words(Text.COLUMN_NUMBER), *(titles[model] for model in abreast))
            rows = [[self.cell(text, head=True) for text in heads]]
            for finding in findings:
                results = {risk.model_id: words.result(risk) for risk in document.risks_of(finding.id)}
                cells = (str(finding.number), *(results.get(model, "–") for model in abreast))
                rows.append([self.cell(text) for text in cells])
            shown.append(self.table(rows, (0.5, *(2.0 for _ in abreast))))
        if lacking:
            shown.append(self.small(words(Text.RISK_MISSING, inputs=words.listed(lacking))))
        return shown
