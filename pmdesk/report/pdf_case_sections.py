"""Whose report it is, on which images, what to beware of, and how it was made."""

from pmdesk.core.finding import ReviewStatus
from pmdesk.core.person_names import person_name
from pmdesk.report.case_document import NoteDocument, PersonDocument
from pmdesk.report.codes import ReportText as Text
from pmdesk.report.pdf_pieces import Flowables, PagePieces
from pmdesk.report.pdf_type import bold, markup

_OVERVIEW_HEIGHT_PT = 210


class CaseSections(PagePieces):
    """Head, banners, patient and study, overview, notes and provenance."""

    __slots__ = ()

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
        return [self.boxed([Paragraph(markup(line), self.styles.banner)]) for line in lines]

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
            [[self.facts(self._patient_facts(), half), self.facts(self._study_facts(), half)]],
            colWidths=[self.width_pt / 2, self.width_pt / 2],
            style=TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                    ("LEFTPADDING", (1, 0), (1, 0), 6),
                ]
            ),
        )
        return [Spacer(1, 4), table]

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
            (words(Text.PATIENT_NAME), words.or_not_stated(person_name(person.name))),
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

        image = self.image("overview", self.width_pt, _OVERVIEW_HEIGHT_PT)
        if image is None:
            return []
        caption = self.small(self.words(Text.OVERVIEW_CAPTION))
        return [Spacer(1, 8), KeepTogether([image, Spacer(1, 3), caption])]

    def notes(self) -> Flowables:
        from reportlab.platypus import Paragraph

        words, document = self.words, self.document
        lines: list[str] = []
        if document.images is not None:
            lines += [words.note(issue, "geometry.") for issue in document.images.geometry.issues]
        if document.provenance is not None:
            lines += [words.note(NoteDocument(code=code)) for code in document.provenance.notes]
        lines += [words.note(note) for note in document.warnings]
        shown: Flowables = [self.heading(words(Text.NOTES))]
        if not lines:
            return [*shown, self.body(words(Text.NOTES_NONE))]
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
            rows += [
                (
                    words(Text.PROVENANCE_MODEL),
                    f"{model.model_id} {model.model_version} {model.model_sha256[:12]}",
                )
                for model in run.later_models
            ]
        if document.images is not None:
            rows.append((words(Text.PROVENANCE_SERIES), document.images.series_uid))
        rows += [
            (words(Text.PROVENANCE_SOFTWARE), f"pmdesk {document.software_version}"),
            (words(Text.PROVENANCE_SCHEMA), document.schema_version),
        ]
        shown: Flowables = [Spacer(1, 10), KeepTogether([self.facts(rows, self.width_pt)])]
        if any(finding.status is not ReviewStatus.UNREVIEWED for finding in document.findings):
            shown += self._signature()
        return shown

    def _signature(self) -> Flowables:
        from reportlab.platypus import Spacer

        words = self.words
        line = "_" * 34
        text = f"{words(Text.SIGNATURE)} {line}     {words(Text.SIGNATURE_DATE)} {'_' * 16}"
        return [Spacer(1, 22), self.body(text)]


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
