"""Options for discussion and the genome behind them."""

from collections.abc import Sequence
from typing import Any

from pmdesk.report.case_document import BiomarkerDocument, OptionDocument
from pmdesk.report.codes import ReportText as Text
from pmdesk.report.pdf_pieces import Flowables, PagePieces
from pmdesk.report.pdf_type import Colour, bold, coloured, markup
from pmdesk.report.pdf_words import UNREVIEWED_MARK, rests_on_unreviewed


class OptionSections(PagePieces):
    """Options with their reasons, and the biomarkers."""

    __slots__ = ()

    def options(self) -> Flowables:
        words, document = self.words, self.document
        shown: Flowables = [self.heading(words(Text.OPTIONS))]
        if not document.options:
            return [*shown, self.body(words(Text.OPTIONS_NONE))]
        marked = [rests_on_unreviewed(option, document) for option in document.options]
        shown.append(self.small(words(Text.OPTIONS_NOTE)))
        if any(marked):
            shown.append(self.small(words(Text.OPTIONS_UNREVIEWED)))
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

        # several nodules of one category say the same
        add(Text.OPTION_WHY, list(dict.fromkeys(words.local(one.statement) for one in option.triggers)))
        add(Text.OPTION_CAUTIONS, [words.local(one.statement) for one in option.cautions], Colour.WARNING)
        add(Text.OPTION_MISSING, [words.local(one) for one in option.missing], Colour.WARNING)
        add(Text.OPTION_CONTRAINDICATIONS, [words.local(one) for one in option.contraindications])
        if option.evidence:
            sources = words.sentences(words.evidence(one) for one in option.evidence)
            lines.append(coloured(words(Text.OPTION_EVIDENCE, sources=sources), Colour.MUTED))
        return [KeepTogether([title, *self.rich(lines)])]

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
        shown: Flowables = [self.heading(words(Text.GENOME)), self.body(words.running((summary, origin)))]
        if self.document.biomarkers:
            heads = (Text.BIOMARKER, Text.BIOMARKER_ASSESSMENT, Text.BIOMARKER_DETAIL)
            rows = [[self.cell(words(code), head=True) for code in heads]]
            rows += [self._biomarker_row(marker) for marker in self.document.biomarkers]
            shown += [self.table(rows, (2.2, 1.6, 4.0)), self.small(words(Text.BIOMARKER_NOTE))]
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
            self.rich([markup(words.local(marker.title))]),
            self.rich([bold(assessment) if found else coloured(assessment, Colour.MUTED)]),
            self.rich([coloured(words.sentences(details), Colour.INK if found else Colour.MUTED)]),
        ]

    def _variant(self, variant_id: str) -> str:
        genome = self.document.variants
        relevant = genome.relevant if genome is not None else ()
        call = next((one for one in relevant if one.id == variant_id), None)
        if call is None:
            return variant_id
        place = f"chr{call.chromosome}:{call.position} {call.reference}>{call.alternate}"
        return " ".join(part for part in (call.gene, call.hgvs_p or call.hgvs_c, place) if part)
