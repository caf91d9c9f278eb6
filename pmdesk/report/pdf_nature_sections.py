"""What a model says of the nature of nodules, always with what it is not."""

from collections.abc import Sequence

from pmdesk.core.characterisation import TRAIT_RANGE
from pmdesk.report.case_document import CharacterisationDocument, FindingDocument
from pmdesk.report.codes import ReportText as Text
from pmdesk.report.pdf_pieces import Flowables, PagePieces
from pmdesk.report.pdf_words import ESTIMATE_MARK, percent


class NatureSections(PagePieces):
    """Malignancy and traits as a model estimates them, and the marks that an operating point hides."""

    __slots__ = ()

    def hidden_marks(self) -> Flowables:
        """How many marks lie below the operating point; a reader must know that there are some."""
        document, point = self.document, self.document.operating_point
        if point is None or not document.hidden_findings:
            return []
        given = {"false_marks": f"{point.false_positives_per_scan:g}", "count": document.hidden_findings}
        if point.sensitivity is None:
            return [self.small(self.words(Text.FINDINGS_HIDDEN_UNMEASURED, **given))]
        share = percent(point.sensitivity)
        return [self.small(self.words(Text.FINDINGS_HIDDEN, **given, share=share))]

    def nature(self, findings: Sequence[FindingDocument]) -> Flowables:
        """A row a judged nodule; nothing where no nodule of the list was judged."""
        from reportlab.platypus import Paragraph

        words = self.words
        judged = [(item, item.characterisation) for item in findings if item.characterisation is not None]
        if not judged:
            return []
        heads = (Text.COLUMN_NUMBER, Text.NATURE_MALIGNANCY, Text.NATURE_INTERVAL, Text.NATURE_TRAITS)
        rows = [[self.cell(words(code), head=True) for code in heads]]
        rows += [
            [
                self.cell(text)
                for text in (
                    str(finding.number),
                    words(Text.RISK_PERCENT, value=percent(said.malignancy)) + ESTIMATE_MARK,
                    self._interval(said),
                    self._traits(said),
                )
            ]
            for finding, said in judged
        ]
        models = dict.fromkeys(f"{said.model.model_id} {said.model.model_version}" for _, said in judged)
        notes = [words(Text.NATURE_NOTE), words(Text.NATURE_MODEL, model=words.listed(models))]
        others = [str(item.number) for item in findings if item.characterisation is None]
        if others:
            notes.append(words(Text.NATURE_NOT_JUDGED, numbers=words.listed(others)))
        return [
            Paragraph(words(Text.NATURE), self.styles.subheading),
            self.table(rows, (0.6, 1.2, 1.4, 6.0)),
            self.small(words.running(notes)),
        ]

    def _interval(self, said: CharacterisationDocument) -> str:
        if said.interval is None:
            return "–"
        low, high = (percent(bound) for bound in said.interval)
        return self.words(Text.RISK_PERCENT, value=f"{low}–{high}")

    def _traits(self, said: CharacterisationDocument) -> str:
        words = self.words
        return words.listed(
            words(
                Text.NATURE_TRAIT,
                name=words.enum("trait", item.trait),
                rating=f"{item.rating:.1f}",
                most=TRAIT_RANGE[item.trait][1],
            )
            for item in said.traits
        )
