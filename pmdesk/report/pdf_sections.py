"""The sections of the printed report, each as a list of flowables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pmdesk.core.finding import ReviewStatus
from pmdesk.core.risk import RiskState
from pmdesk.report.case_document import (
    BiomarkerDocument,
    CaseDocument,
    FindingDocument,
    NoteDocument,
    OptionDocument,
    PersonDocument,
    RiskDocument,
)
from pmdesk.report.codes import ReportText as Text
from pmdesk.report.pdf_type import Colour, Styles, bold, coloured, markup
from pmdesk.report.pdf_words import UNREVIEWED_MARK, ReportWords, percent, rests_on_unreviewed

Flowables = list[Any]

_MOST_UNREVIEWED = 20
_OVERVIEW_HEIGHT_PT = 210
_THUMBNAIL_PT = 78


@dataclass(frozen=True, slots=True)
class ReportSections:
    """Builds the sections of one document.

    Parameters
    ----------
    document
        The case.
    words, styles
        Words and type of the report's language.
    images
        PNG or JPEG files or their bytes: ``"overview"``, and one by the id of a finding.
    width_pt
        Width of the text area in points.
    """

    document: CaseDocument
    words: ReportWords
    styles: Styles
    images: Mapping[str, Path | bytes]
    width_pt: float

    def all(self) -> Flowables:
        return [
            *self.head(),
            *self.banners(),
            *self.patient_and_study(),
            *self.overview(),
            *self.findings(),
            *self.risks(),
            *self.unreviewed(),
            *self.options(),
            *self.genome(),
            *self.notes(),
            *self.provenance(),
        ]

    # pieces

    def _heading(self, text: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(bold(text), self.styles.heading)

    def _body(self, text: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(markup(text), self.styles.body)

    def _small(self, text: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(markup(text), self.styles.small)

    def _cell(self, text: str, *, head: bool = False, right: bool = False) -> Any:
        from reportlab.platypus import Paragraph

        if head:
            return Paragraph(markup(text), self.styles.cell_head_right if right else self.styles.cell_head)
        return Paragraph(markup(text), self.styles.cell_right if right else self.styles.cell)

    def _rich(self, parts: Sequence[str]) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph("<br/>".join(parts), self.styles.cell)

    def _table(self, rows: Sequence[Sequence[Any]], shares: Sequence[float], *extra: Any) -> Any:
        """A ruled table with a shaded head row; ``shares`` of the text width."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Table, TableStyle

        total = sum(shares)
        rule = HexColor(Colour.RULE)
        return Table(
            [list(row) for row in rows],
            colWidths=[self.width_pt * share / total for share in shares],
            repeatRows=1,
            style=TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), HexColor(Colour.SHADE)),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.5, rule),
                    ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(Colour.ACCENT)),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 4),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
                    *extra,
                ]
            ),
        )

    def _boxed(self, content: Flowables) -> Any:
        """An amber box: what a reader must not overlook."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Table, TableStyle

        return Table(
            [[content]],
            colWidths=[self.width_pt],
            spaceBefore=3,
            spaceAfter=3,
            style=TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), HexColor(Colour.WARNING_FILL)),
                    ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(Colour.WARNING_EDGE)),
                    ("LEFTPADDING", (0, 0), (-1, -1), 9),
                    ("TOPPADDING", (0, 0), (-1, -1), 4),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                ]
            ),
        )

    def _image(self, key: str, largest_width_pt: float, largest_height_pt: float) -> Any | None:
        """The image of that key, as large as fits; None when there is none."""
        from reportlab.lib.utils import ImageReader
        from reportlab.platypus import Image

        content = self.images.get(key)
        if content is None:
            return None
        source = BytesIO(content) if isinstance(content, bytes) else str(content)
        width, height = ImageReader(source).getSize()
        scale = min(largest_width_pt / width, largest_height_pt / height)
        if isinstance(source, BytesIO):
            source.seek(0)
        return Image(source, width * scale, height * scale)

    # head

    def head(self) -> Flowables:
        from reportlab.platypus import Paragraph, Spacer

        words, document = self.words, self.document
        created = words(
            Text.CREATED, time=words.moment(document.created_at), version=document.software_version
        )
        return [
            Paragraph(bold(words(Text.TITLE)), self.styles.title),
            Paragraph(markup(f"{words(Text.SUBTITLE)}  ·  {created}"), self.styles.subtitle),
            Spacer(1, 6),
        ]

    def banners(self) -> Flowables:
        from reportlab.platypus import Paragraph

        words, document = self.words, self.document
        lines: list[str] = []
        if document.patient.is_synthetic:
            lines.append(words(Text.SYNTHETIC))
        if document.findings_reason == "not_analysed" and not document.findings:
            lines.append(words(Text.BANNER_NOT_ANALYSED))
        elif not document.findings:
            lines.append(words(Text.BANNER_NO_FINDINGS))
        elif not document.reviewed and document.unreviewed:
            lines.append(words(Text.BANNER_NOTHING_REVIEWED, count=len(document.unreviewed)))
        if document.patient.record is not None and not document.patient.record_used:
            lines.append(words(Text.BANNER_RECORD_NOT_USED))
        lines += self._differences()
        return [self._boxed([Paragraph(markup(line), self.styles.banner)]) for line in lines]

    def _differences(self) -> list[str]:
        """What headers and record say differently, where both say it."""
        headers, record = self.document.patient.headers, self.document.patient.record
        if headers is None or record is None:
            return []
        pairs = (
            (Text.PATIENT_ID, headers.patient_id, record.patient_id),
            (Text.PATIENT_BIRTH_DATE, headers.birth_date, record.birth_date),
            (
                Text.PATIENT_SEX,
                "" if headers.sex == "unknown" else headers.sex,
                "" if record.sex == "unknown" else record.sex,
            ),
        )
        differing = [self.words(code) for code, one, other in pairs if one and other and one != other]
        if not differing:
            return []
        return [self.words(Text.BANNER_PEOPLE_DIFFER, fields=self.words.listed(differing))]

    def patient_and_study(self) -> Flowables:
        from reportlab.platypus import Spacer, Table, TableStyle

        half = self.width_pt / 2 - 6
        table = Table(
            [[self._facts(self._patient_facts(), half), self._facts(self._study_facts(), half)]],
            colWidths=[self.width_pt / 2, self.width_pt / 2],
            style=TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                    ("LEFTPADDING", (1, 0), (1, 0), 12),
                ]
            ),
        )
        return [Spacer(1, 4), table]

    def _facts(self, rows: Sequence[tuple[str, str]], width_pt: float) -> Any:
        """A two-column list of names and values; the first row is its head."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Paragraph, Table, TableStyle

        (head, _), *rest = rows
        cells: list[list[Any]] = [[Paragraph(bold(head), self.styles.cell), ""]]
        cells += [[self._cell(name, head=True), self._cell(value)] for name, value in rest]
        return Table(
            cells,
            colWidths=[width_pt * 0.27, width_pt * 0.73],
            style=TableStyle(
                [
                    ("SPAN", (0, 0), (1, 0)),
                    ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(Colour.ACCENT)),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(Colour.RULE)),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 2),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ]
            ),
        )

    def _patient_facts(self) -> list[tuple[str, str]]:
        words, patient = self.words, self.document.patient
        used = patient.record if patient.record_used and patient.record is not None else patient.headers
        if used is None:
            return [(words(Text.PATIENT), ""), (words(Text.PATIENT_NAME), words(Text.NOT_STATED))]
        other = patient.headers if used is patient.record else None
        source = Text.PATIENT_SOURCE_RECORD if used is patient.record else Text.PATIENT_SOURCE_HEADERS
        person = _filled_from(used, other)
        return [
            (words(Text.PATIENT), ""),
            (words(Text.PATIENT_NAME), words.or_not_stated(person.name)),
            (words(Text.PATIENT_ID), words.or_not_stated(person.patient_id)),
            (words(Text.PATIENT_BIRTH_DATE), words.day(person.birth_date)),
            (words(Text.PATIENT_SEX), words.enum("sex", person.sex)),
            (words(Text.PATIENT_AGE), words.age(person)),
            (
                words(Text.PATIENT_SOURCE),
                words.listed([words(source)] + ([words(Text.PATIENT_SOURCE_HEADERS)] if other else [])),
            ),
        ]

    def _study_facts(self) -> list[tuple[str, str]]:
        words, images = self.words, self.document.images
        if images is None:
            return [(words(Text.STUDY), ""), (words(Text.STUDY_SERIES), words(Text.NONE))]
        gap, row, column = (f"{value:.3g}" for value in images.spacing_mm)
        return [
            (words(Text.STUDY), ""),
            (words(Text.STUDY_DATE), words.day(images.study_date)),
            (words(Text.STUDY_DESCRIPTION), words.or_not_stated(images.study_description)),
            (words(Text.STUDY_SERIES), words.or_not_stated(images.series_description)),
            (
                words(Text.STUDY_SCANNER),
                words.or_not_stated(" ".join(filter(None, (images.manufacturer, images.scanner_model)))),
            ),
            (words(Text.STUDY_SLICES), str(images.shape[0])),
            (
                words(Text.STUDY_SPACING),
                words(Text.STUDY_SPACING_VALUE, slice=gap, row=row, column=column),
            ),
            (words(Text.STUDY_CONTRAST), words.yes_no(images.contrast)),
            (words(Text.STUDY_GEOMETRY), words.enum("trust", images.geometry.trust)),
        ]

    def overview(self) -> Flowables:
        from reportlab.platypus import KeepTogether, Spacer

        image = self._image("overview", self.width_pt, _OVERVIEW_HEIGHT_PT)
        if image is None:
            return []
        caption = self._small(self.words(Text.OVERVIEW_CAPTION))
        return [Spacer(1, 8), KeepTogether([image, Spacer(1, 3), caption])]

    # findings and risks

    def findings(self) -> Flowables:
        words, document = self.words, self.document
        summary = words(
            Text.FINDINGS_SUMMARY,
            reviewed=len(document.reviewed),
            unreviewed=len(document.unreviewed),
            rejected=len(document.rejected),
        )
        shown: Flowables = [self._heading(words(Text.FINDINGS)), self._body(summary)]
        if not document.reviewed:
            return [*shown, self._body(words(Text.FINDINGS_NONE_REVIEWED))]
        shown += [self._findings_table(document.reviewed), self._small(words(Text.FINDINGS_NOTE))]
        for finding in document.reviewed:
            if finding.comment:
                name = words(Text.NODULE, number=finding.number)
                shown.append(self._body(f"{name}. {words(Text.COMMENT, comment=finding.comment)}"))
        return shown

    def _findings_table(self, findings: Sequence[FindingDocument]) -> Any:
        words = self.words
        columns = (
            (Text.COLUMN_NUMBER, False, 0.55),
            (Text.COLUMN_LOCATION, False, 1.6),
            (Text.COLUMN_TYPE, False, 1.3),
            (Text.COLUMN_AXES, True, 1.6),
            (Text.COLUMN_MEAN, True, 0.95),
            (Text.COLUMN_VOLUME, True, 1.15),
            (Text.COLUMN_DENSITY, True, 1.4),
            (Text.COLUMN_SLICE, True, 0.65),
            (Text.COLUMN_SCORE, True, 0.7),
            (Text.COLUMN_STATUS, False, 1.0),
        )
        rows = [[self._cell(words(code), head=True, right=right) for code, right, _ in columns]]
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
                [self._cell(value, right=right) for value, (_, right, _) in zip(values, columns, strict=True)]
            )
        return self._table(rows, [share for _, _, share in columns])

    def risks(self) -> Flowables:
        words, document = self.words, self.document
        reviewed = [finding for finding in document.reviewed if document.risks_of(finding.id)]
        if not reviewed:
            return []
        shown: Flowables = [self._heading(words(Text.RISKS))]
        for finding in reviewed:
            shown += self._risks_of(finding)
        shown.append(self._small(words(Text.RISK_GRADES_NOTE)))
        return shown

    def _risks_of(self, finding: FindingDocument) -> Flowables:
        from reportlab.platypus import KeepTogether, Paragraph, Table, TableStyle

        words = self.words
        title = f"{words(Text.NODULE, number=finding.number)}  ·  {words.location(finding)}"
        if finding.long_axis_mm is not None:
            title += f"  ·  {words.axes(finding)}"
        heading = Paragraph(bold(title), self.styles.subheading)
        rows = [
            [
                self._cell(words(code), head=True)
                for code in (Text.RISK_MODEL, Text.RISK_RESULT, Text.RISK_BASIS)
            ]
        ]
        rows += [self._risk_row(risk) for risk in self.document.risks_of(finding.id)]
        table = self._table(rows, (1.5, 1.6, 4.6))
        thumbnail = self._image(finding.id, _THUMBNAIL_PT, _THUMBNAIL_PT)
        if thumbnail is None:
            return [heading, table]
        beside = Table(
            [[thumbnail, self._small(words(Text.FINDINGS_NOTE))]],
            colWidths=[_THUMBNAIL_PT + 8, self.width_pt - _THUMBNAIL_PT - 8],
            style=TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, 0), 0)]),
        )
        return [KeepTogether([heading, beside]), table]

    def _risk_row(self, risk: RiskDocument) -> list[Any]:
        from reportlab.platypus import Paragraph

        words = self.words
        name = [bold(words.local(risk.title)), coloured(risk.model_version, Colour.MUTED)]
        computed = risk.state is RiskState.COMPUTED
        if computed:
            result = Paragraph(bold(words.result(risk)), self.styles.result)
        else:
            result = self._rich([coloured(words.result(risk), Colour.MUTED)])
        return [self._rich(name), result, self._rich(self._basis(risk))]

    def _basis(self, risk: RiskDocument) -> list[str]:
        words = self.words
        lines: list[str] = []
        reasons = " ".join(words.local(text) for text in risk.reasons)
        if risk.state is RiskState.NOT_APPLICABLE:
            return [coloured(reasons, Colour.MUTED)]
        if risk.outcome is not None and risk.probability is not None:
            lines.append(markup(words.local(risk.outcome)))
        if risk.interval is not None:
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
            lines.append(coloured(reasons, Colour.MUTED))
        if risk.inputs:
            used = words.sentences(words.input(one) for one in risk.inputs)
            lines.append(coloured(words(Text.RISK_INPUTS, inputs=used), Colour.MUTED))
        if risk.evidence:
            sources = words.sentences(words.evidence(one) for one in risk.evidence)
            source = words(Text.RISK_SOURCE, source=sources)
            grade = words(Text.RISK_GRADE, grade=risk.grade)
            lines.append(coloured(words.sentences([source, grade]), Colour.MUTED))
        return lines

    def unreviewed(self) -> Flowables:
        from reportlab.platypus import Paragraph

        words, document = self.words, self.document
        if not document.unreviewed:
            return []
        listed = document.unreviewed[:_MOST_UNREVIEWED]
        box = self._boxed(
            [
                Paragraph(bold(words(Text.UNREVIEWED)), self.styles.banner),
                Paragraph(markup(words(Text.UNREVIEWED_EXPLAIN)), self.styles.banner),
            ]
        )
        shown: Flowables = [box, self._findings_table(listed), self._small(words(Text.FINDINGS_NOTE))]
        shown += self._unreviewed_risks(listed)
        if len(document.unreviewed) > len(listed):
            more = len(document.unreviewed) - len(listed)
            shown.append(self._small(words(Text.UNREVIEWED_MORE, count=more)))
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
        rows = [[self._cell(text, head=True) for text in (words(Text.COLUMN_NUMBER), *titles.values())]]
        for finding in findings:
            results = {risk.model_id: words.result(risk) for risk in document.risks_of(finding.id)}
            cells = (str(finding.number), *(results.get(model, "–") for model in titles))
            rows.append([self._cell(text) for text in cells])
        shown: Flowables = [self._table(rows, (0.5, *(2.0 for _ in titles)))]
        if lacking:
            shown.append(self._small(words(Text.RISK_MISSING, inputs=words.listed(lacking))))
        return shown

    # options and genome

    def options(self) -> Flowables:
        words, document = self.words, self.document
        shown: Flowables = [self._heading(words(Text.OPTIONS))]
        if not document.options:
            return [*shown, self._body(words(Text.OPTIONS_NONE))]
        marked = [rests_on_unreviewed(option, document) for option in document.options]
        shown.append(self._small(words(Text.OPTIONS_NOTE)))
        if any(marked):
            shown.append(self._small(words(Text.OPTIONS_UNREVIEWED)))
        ordered = sorted(zip(document.options, marked, strict=True), key=lambda pair: pair[0].rank)
        for option, mark in ordered:
            shown += self._option(option, mark)
        return shown

    def _option(self, option: OptionDocument, marked: bool) -> Flowables:
        from reportlab.platypus import KeepTogether, Paragraph

        words = self.words
        mark = f" {UNREVIEWED_MARK}" if marked else ""
        kind = coloured(words.enum("option.kind", option.kind), Colour.MUTED)
        title = Paragraph(f"{bold(words.local(option.title) + mark)}  ·  {kind}", self.styles.subheading)
        lines = [markup(words.local(option.rationale))]

        def add(code: Text, parts: Sequence[str], colour: str = Colour.INK, **name: str) -> None:
            if parts:
                key = next(iter(name), "facts")
                lines.append(coloured(words(code, **{key: words.sentences(parts)}), colour))

        add(Text.OPTION_WHY, [words.local(one.statement) for one in option.triggers])
        add(Text.OPTION_CAUTIONS, [words.local(one.statement) for one in option.cautions], Colour.WARNING)
        add(Text.OPTION_MISSING, [words.local(one) for one in option.missing], Colour.WARNING)
        add(Text.OPTION_CONTRAINDICATIONS, [words.local(one) for one in option.contraindications])
        if option.evidence:
            sources = words.sentences(words.evidence(one) for one in option.evidence)
            lines.append(coloured(words(Text.OPTION_EVIDENCE, sources=sources), Colour.MUTED))
        return [KeepTogether([title, Paragraph("<br/>".join(lines), self.styles.cell)])]

    def genome(self) -> Flowables:
        words, genome = self.words, self.document.variants
        if genome is None:
            return []
        summary = words(
            Text.GENOME_SUMMARY,
            sample=genome.sample,
            build=genome.build.value,
            total=genome.total,
            passed=genome.passed,
            failed=genome.failed_filter,
            unfiltered=genome.not_filtered,
        )
        origin = words(Text.GENOME_ORIGIN, origin=words.enum("origin", genome.origin))
        shown: Flowables = [self._heading(words(Text.GENOME)), self._body(f"{summary} {origin}")]
        if self.document.biomarkers:
            heads = (Text.BIOMARKER, Text.BIOMARKER_ASSESSMENT, Text.BIOMARKER_DETAIL)
            rows = [[self._cell(words(code), head=True) for code in heads]]
            rows += [self._biomarker_row(marker) for marker in self.document.biomarkers]
            shown += [self._table(rows, (2.2, 1.6, 4.0)), self._small(words(Text.BIOMARKER_NOTE))]
        return shown

    def _biomarker_row(self, marker: BiomarkerDocument) -> list[Any]:
        words = self.words
        assessment = words.enum("assessment", marker.assessment)
        found = marker.assessment.value == "found"
        details: list[str] = []
        if marker.variants:
            named = words.listed(self._variant(variant_id) for variant_id in marker.variants)
            details.append(words.sentences([named, words.enum("origin", marker.origin)]))
        if marker.basis:
            details.append(words.texts.of(marker.basis))
        details += [words.texts.of(code) for code in marker.reasons]
        if marker.failed_filter:
            named = words.listed(self._variant(variant_id) for variant_id in marker.failed_filter)
            details.append(words(Text.BIOMARKER_FAILED_FILTER, variants=named))
        if marker.unclear:
            named = words.listed(self._variant(variant_id) for variant_id in marker.unclear)
            details.append(words(Text.BIOMARKER_UNCLEAR, variants=named))
        return [
            self._rich([markup(words.local(marker.title))]),
            self._rich([bold(assessment) if found else coloured(assessment, Colour.MUTED)]),
            self._rich([coloured(words.sentences(details), Colour.INK if found else Colour.MUTED)]),
        ]

    def _variant(self, variant_id: str) -> str:
        genome = self.document.variants
        relevant = genome.relevant if genome is not None else ()
        call = next((one for one in relevant if one.id == variant_id), None)
        if call is None:
            return variant_id
        place = f"chr{call.chromosome}:{call.position} {call.reference}>{call.alternate}"
        return " ".join(part for part in (call.gene, call.hgvs_p or call.hgvs_c, place) if part)

    # notes and provenance

    def notes(self) -> Flowables:
        from reportlab.platypus import Paragraph

        words, document = self.words, self.document
        lines: list[str] = []
        if document.images is not None:
            lines += [words.note(issue, "geometry.") for issue in document.images.geometry.issues]
        if document.provenance is not None:
            lines += [words.note(NoteDocument(code=code)) for code in document.provenance.notes]
        lines += [words.note(note) for note in document.warnings]
        shown: Flowables = [self._heading(words(Text.NOTES))]
        if not lines:
            return [*shown, self._body(words(Text.NOTES_NONE))]
        # one sentence may come from the geometry and from the run
        return shown + [
            Paragraph(markup(line), self.styles.body, bulletText="•") for line in dict.fromkeys(lines)
        ]

    def provenance(self) -> Flowables:
        from reportlab.platypus import KeepTogether, Spacer

        words, document = self.words, self.document
        run = document.provenance
        rows = [(words(Text.PROVENANCE), "")]
        if run is None:
            rows.append((words(Text.PROVENANCE_MODEL), words(Text.PROVENANCE_NONE)))
        else:
            rows += [
                (words(Text.PROVENANCE_MODEL), run.model_id),
                (words(Text.PROVENANCE_VERSION), run.model_version),
                (words(Text.PROVENANCE_HASH), run.model_sha256),
                (words(Text.PROVENANCE_DEVICE), run.device),
                (words(Text.PROVENANCE_TIME), words.moment(run.created_at)),
            ]
            if run.run_time_s is not None:
                seconds = words(Text.PROVENANCE_SECONDS, value=f"{run.run_time_s:.1f}")
                rows.append((words(Text.PROVENANCE_DURATION), seconds))
        if document.images is not None:
            rows.append((words(Text.PROVENANCE_SERIES), document.images.series_uid))
        rows += [
            (words(Text.PROVENANCE_SOFTWARE), f"pmdesk {document.software_version}"),
            (words(Text.PROVENANCE_SCHEMA), document.schema_version),
        ]
        shown: Flowables = [Spacer(1, 10), KeepTogether([self._facts(rows, self.width_pt)])]
        if any(finding.status is not ReviewStatus.UNREVIEWED for finding in document.findings):
            shown += self._signature()
        return shown

    def _signature(self) -> Flowables:
        from reportlab.platypus import Spacer

        words = self.words
        line = "_" * 34
        text = f"{words(Text.SIGNATURE)} {line}     {words(Text.SIGNATURE_DATE)} {'_' * 16}"
        return [Spacer(1, 22), self._body(text)]


def _filled_from(person: PersonDocument, other: PersonDocument | None) -> PersonDocument:
    """The person with what the record leaves open filled in from the image headers."""
    if other is None:
        return person
    return PersonDocument(
        patient_id=person.patient_id or other.patient_id,
        name=person.name or other.name,
        birth_date=person.birth_date or other.birth_date,
        sex=person.sex if person.sex != "unknown" else other.sex,
        age_years=person.age_years if person.age_years is not None else other.age_years,
    )
