"""The row above everything: whose case this is, whether its geometry can be trusted, which model ran where."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.geometry import TrustLevel
from pmdesk.core.person_names import person_name
from pmdesk.core.texts import Language
from pmdesk.core.volume import Sex
from pmdesk.services.changes import OpChanges
from pmdesk.services.jobs import Job
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.labels import ElidedLabel

_TRUST_MARK = {TrustLevel.TRUSTED: "✓", TrustLevel.CAUTION: "▲", TrustLevel.LOCKED: "■"}
_STUB_CHARS = 10
"""With less room than this a date or a model's name is left to its tooltip."""
_TRUST_ROLE = {TrustLevel.TRUSTED: "quiet", TrustLevel.CAUTION: "caution", TrustLevel.LOCKED: "danger"}


class JobsChip(QToolButton):
    """What is running, with progress; a click lists every job with its Cancel."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("header.jobs")
        self.setProperty("flat", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        bar = QProgressBar(self)
        bar.setTextVisible(False)
        bar.setFixedHeight(3)
        bar.setRange(0, 1000)
        bar.setObjectName("header.jobs.progress")
        self._bar = bar
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 1)
        layout.addStretch(1)
        layout.addWidget(bar)
        bind(self, context.jobs.updated, self.show_job)
        self.refresh()

    def show_job(self, job: Job) -> None:
        if not job.is_quiet:
            self.refresh()

    def _active(self) -> list[Job]:
        return [job for job in self._context.jobs.active if not job.is_quiet]

    def refresh(self) -> None:
        active = self._active()
        self.setAccessibleName(self.tr("Running work"))
        self._bar.setVisible(bool(active))
        if not active:
            self.setText(self.tr("Idle"))
            self.setToolTip(self.tr("Nothing is running"))
            return
        job = active[-1]
        texts = self._context.texts
        percent = f" {round(100 * job.fraction)} %" if job.fraction is not None else ""
        more = f" +{len(active) - 1}" if len(active) > 1 else ""
        self.setText(f"{texts.of(job.title)}{percent}{more}")
        self.setToolTip(texts.of(job.stage) if job.stage else texts.of(job.title))
        if job.fraction is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * job.fraction))

    def _fill(self) -> None:
        self._menu.clear()
        for job in self._active():
            title = self._context.texts.of(job.title)
            action = self._menu.addAction(self.tr("Cancel: %1").replace("%1", title))
            action.triggered.connect(lambda _checked=False, running=job: running.cancel())
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("Nothing is running")).setEnabled(False)


class HeaderBar(QFrame):
    """Patient, study, geometry badge, model and device, jobs, theme and language."""

    theme_toggled = Signal()
    language_chosen = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("header")
        self._patient = self._elided("header.patient", "heading")
        self._study = self._elided("header.study")
        self._synthetic = self._label("header.synthetic", "caution")
        self._badge = QToolButton(self)
        self._badge.setObjectName("header.geometry")
        self._badge.setProperty("flat", True)
        self._badge.clicked.connect(self._show_geometry)
        self._trust_words = self._trust_mark = ""
        self._model = self._elided("header.model")
        self._jobs = JobsChip(context, self)
        self._theme = QToolButton(self)
        self._theme.setObjectName("header.theme")
        self._theme.setProperty("flat", True)
        self._theme.clicked.connect(self.theme_toggled)
        self._language = QToolButton(self)
        self._language.setObjectName("header.language")
        self._language.setProperty("flat", True)
        self._language.clicked.connect(self._switch_language)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(12)
        left: tuple[QWidget, ...] = (self._patient, self._synthetic, self._study)
        right: tuple[QWidget, ...] = (self._badge, self._model, self._jobs, self._theme, self._language)
        for widget in left:
            layout.addWidget(widget, 3 if widget is self._study else 0)
        for widget in right:
            layout.addWidget(widget, 2 if widget is self._model else 0)
        bind(self, context.session.changed, self._changed)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def refresh(self) -> None:
        self._show_patient()
        self._show_trust()
        self._show_model()
        self._jobs.refresh()
        dark = self._context.theme.theme.name == "dark"
        self._theme.setText("☾" if dark else "☀")
        self._theme.setToolTip(self.tr("Light theme") if dark else self.tr("Dark theme"))
        self._theme.setAccessibleName(self._theme.toolTip())
        chinese = self._context.texts.language is Language.CHINESE
        self._language.setText("EN" if chinese else "中")
        self._language.setToolTip("English" if chinese else "简体中文")
        self._language.setAccessibleName(self._language.toolTip())
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Whose case this is comes first: where there is little room, a sound geometry is told by its mark alone."""
        self._badge.setText(self._trust_words)
        fixed = (self._patient, self._synthetic, self._badge, self._jobs, self._theme, self._language)
        shown = [widget for widget in fixed if not widget.isHidden()]
        # the spaces of the study and the model are there, whatever they say
        gaps = self.layout().spacing() * (len(shown) + 1)
        margins = self.layout().contentsMargins()
        needed = sum(widget.sizeHint().width() for widget in shown) + gaps + margins.left() + margins.right()
        if needed > self.width():
            self._badge.setText(self._trust_mark)

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _elided(self, name: str, role: str = "quiet") -> ElidedLabel:
        label = ElidedLabel("", self, least_chars=_STUB_CHARS if role == "quiet" else 0)
        label.setObjectName(name)
        label.setProperty("role", role)
        if role == "quiet":
            # the patient's name and id get their room first
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    def _changed(self, changes: OpChanges, _initiator: object) -> None:
        if changes.volume or changes.record or changes.findings:
            self.refresh()

    def _show_patient(self) -> None:
        case = self._context.session.case
        description = case.description
        self._synthetic.setText(self.tr("synthetic patient") if case.is_synthetic else "")
        self._synthetic.setVisible(case.is_synthetic)
        if description is None:
            self._study.setText("")
            if case.record is None:
                self._patient.setText(self.tr("No patient open"))
                return
            person = case.record.demographics
            age = case.record.age_on(case.reference_date)
            no_age = terms.record_field("demographics.is_deceased") if person.is_deceased else ""
            self._patient.setText(self._person(person.name, person.patient_id, person.sex, age, no_age))
            return
        patient = description.patient
        self._patient.setText(self._person(patient.name, patient.patient_id, patient.sex, patient.age_years))
        date = description.study_date.isoformat() if description.study_date else self.tr("date not stated")
        words = [date, description.study_description, description.series_description]
        self._study.setText(" · ".join(dict.fromkeys(word for word in words if word)))
        self._study.setToolTip(description.series_uid)

    def _person(self, name: str, patient_id: str, sex: Sex, age_years: float | None, no_age: str = "") -> str:
        """Name, number, sex and age on one line; what is not stated is said to be so, or why there is no age."""
        age = self.tr("%1 y").replace("%1", f"{age_years:.0f}") if age_years is not None else ""
        parts = (
            person_name(name) or self.tr("name not stated"),
            patient_id or self.tr("id not stated"),
            terms.sex(sex),
            age or no_age or self.tr("age not known"),
        )
        return "   ".join(parts)

    def _show_trust(self) -> None:
        volume = self._context.session.case.volume
        self._badge.setVisible(volume is not None)
        if volume is None:
            return
        level = volume.trust.level
        texts = self._context.texts
        self._trust_words = f"{_TRUST_MARK[level]} {texts.of(f'trust.{level.value}')}"
        self._trust_mark = _TRUST_MARK[level] if level is TrustLevel.TRUSTED else self._trust_words
        colors = self._context.theme.theme
        color = {"quiet": colors.quiet, "caution": colors.caution, "danger": colors.danger}[
            _TRUST_ROLE[level]
        ]
        self._badge.setStyleSheet(f"color: {color};")
        self._badge.setAccessibleName(self._trust_words)
        self._badge.setToolTip("\n".join([self._trust_words, *self._geometry_lines()]))

    def _geometry_lines(self) -> list[str]:
        volume = self._context.session.case.volume
        if volume is None:
            return []
        texts = self._context.texts
        s, r, c = volume.spacing_mm
        lines = [
            self.tr("%1 slices, %2 x %3 pixels")
            .replace("%1", str(volume.shape[0]))
            .replace("%2", str(volume.shape[1]))
            .replace("%3", str(volume.shape[2])),
            self.tr("spacing %1 x %2 x %3 mm (slice, row, column)")
            .replace("%1", f"{s:.3g}")
            .replace("%2", f"{r:.3g}")
            .replace("%3", f"{c:.3g}"),
        ]
        lines += [
            texts.of(f"geometry.{issue.code.value}", **dict(issue.params)) for issue in volume.trust.issues
        ]
        return lines

    def _show_geometry(self) -> None:
        menu = QMenu(self)
        for line in self._geometry_lines():
            menu.addAction(line)
        menu.exec(self._badge.mapToGlobal(QPoint(0, self._badge.height())))

    def _show_model(self) -> None:
        provenance = self._context.session.case.analysis
        if provenance is None:
            self._model.setText("")
            self._model.setToolTip("")
            return
        time = f" {provenance.run_time_s:.0f} s" if provenance.run_time_s is not None else ""
        # the device first: it stays in sight where the name is cut off
        model = f"{provenance.model.model_id} {provenance.model.version}"
        self._model.setText(f"{provenance.device}{time} · {model}")
        notes = [self._context.texts.of(note) for note in provenance.notes]
        self._model.setToolTip(
            "\n".join([self._model.text(), f"sha256 {provenance.model.sha256[:16]}…", *notes])
        )

    def _switch_language(self) -> None:
        chinese = self._context.texts.language is Language.CHINESE
        self.language_chosen.emit(Language.ENGLISH if chinese else Language.CHINESE)
