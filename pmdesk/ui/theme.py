"""Colours, type and space: one dark theme for the reading room, one light theme, both at WCAG AA."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from pmdesk.ui.redraws import Redraws

_IS_STYLED, _HAS_RULES = Qt.WidgetAttribute.WA_StyleSheet, Qt.WidgetAttribute.WA_StyleSheetTarget
_WITHOUT_PARTS = frozenset({QWidget, QLabel})
"""Kinds of widgets of which no part (a tab, a handle) has rules of its own; Qt marks none that has only such."""
_PORTION = 100
"""Widgets that read the style sheet again in one turn of the event loop: some ten milliseconds."""
BASE_FONT_PX = 13
GRID_PX = 4

FINDING_HUES = (
    "#56B4E9",
    "#E69F00",
    "#CC79A7",
    "#F0E442",
    "#009E9E",
    "#D55E00",
    "#9A8CFF",
    "#7FC97F",
)
"""One hue a finding, for life: the Okabe-Ito set (2008), safe for colour-blind readers, blue and green lightened
for a dark picture."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning, as ``#RRGGBB``."""

    name: str
    window: str
    panel: str
    field: str
    """What can be written into."""
    raised: str
    """Headers, hovered rows, tool buttons."""
    line: str
    text: str
    quiet: str
    accent: str
    """Selection, the same in every view."""
    accent_text: str
    related: str
    """Background of rows that are linked to the selection."""
    caution: str
    danger: str
    accepted: str
    picture: str
    """Background of the image panes; black in both themes."""

    def finding_color(self, number: int) -> QColor:
        """Colour of the finding with this number."""
        return QColor(FINDING_HUES[(number - 1) % len(FINDING_HUES)])


DARK = Theme(
    name="dark",
    window="#14171A",
    panel="#1B1F23",
    field="#14171A",
    raised="#252A30",
    line="#30363D",
    text="#D5DADF",
    quiet="#8A939C",
    accent="#4C9BE8",
    accent_text="#0B0E11",
    related="#233445",
    caution="#E5A84B",
    danger="#F0716B",
    accepted="#6CC08B",
    picture="#000000",
)

LIGHT = Theme(
    name="light",
    window="#E9ECEF",
    panel="#F6F7F9",
    field="#FFFFFF",
    raised="#FFFFFF",
    line="#C9CFD6",
    text="#1B2127",
    quiet="#59636E",
    accent="#1C66B4",
    accent_text="#FFFFFF",
    related="#D3E4F5",
    caution="#8A5A00",
    danger="#B3261E",
    accepted="#1F7A45",
    picture="#000000",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


class ThemeService(QObject):
    """The theme in use; widgets that paint themselves listen to ``changed``.

    The style sheet names roles of the palette and stays the same, so that another theme is another palette. Widgets
    keep the colours that the sheet gave them: after a change they read it again, those in sight first, in portions
    between keys and clicks.
    """

    changed = Signal(object)

    def __init__(
        self, name: str = "dark", redraws: Redraws | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = THEMES.get(name, DARK)
        self._redraws = redraws if redraws is not None else Redraws(self)
        self._undressed: list[QWidget] = []
        self._held: list[QWidget] = []

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_theme(self, name: str) -> None:
        self._theme = THEMES.get(name, DARK)
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.styleSheet() == STYLE_SHEET:
            _set_palette(app, self._theme)
            self._dress_anew(app)
        else:
            self.apply()
        self.changed.emit(self._theme)

    def apply(self) -> None:
        """Give the application the theme's palette, font and style sheet."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # one sheet changed into another takes Qt twice as long as taking it off and putting the other on
            app.setStyleSheet("")
            if app.style().name() != "fusion":
                app.setStyle("Fusion")
            _set_palette(app, self._theme)
            app.setFont(_font())
            app.setStyleSheet(STYLE_SHEET)

    def _dress_anew(self, app: QApplication) -> None:
        """Windows in sight are not painted until all that is to be seen in them has its new colours."""
        self._release()
        self._held = [window for window in app.topLevelWidgets() if window.isVisible()]
        for window in self._held:
            window.setUpdatesEnabled(False)
        self._undressed = []
        self._redraws.ask(self, self._find_styled, first=True)

    def _find_styled(self) -> None:
        # what inherits its colours comes after what it inherits them from, those in sight before the others
        self._undressed = sorted(
            QApplication.allWidgets(), key=lambda widget: (not widget.isVisible(), not _reads_sheet(widget))
        )
        self._redraws.ask(self, self._dress_some, first=True)

    def _dress_some(self) -> None:
        portion, self._undressed = self._undressed[:_PORTION], self._undressed[_PORTION:]
        try:
            for widget in portion:
                if isValid(widget):
                    self._dress(widget)
        finally:
            is_in_sight = any(isValid(widget) and widget.isVisible() for widget in self._undressed[:1])
            if is_in_sight:
                self._redraws.ask(self, self._dress_some, first=True)
            else:
                self._redraws.ask(self, self._show_windows, first=True)

    def _show_windows(self) -> None:
        """All that is to be seen is dressed; the rest follows when nothing in sight waits."""
        self._release()
        if self._undressed:
            self._redraws.ask(self, self._dress_some)

    def _dress(self, widget: QWidget) -> None:
        """Have the style sheet read again for one widget, or the colours of its parents taken over anew."""
        if _reads_sheet(widget):
            style = widget.style()
            style.unpolish(widget)
            style.polish(widget)
            widget.update()
        elif not widget.testAttribute(Qt.WidgetAttribute.WA_SetPalette):
            text = widget.palette().color(QPalette.ColorRole.WindowText)
            # a parent that was dressed before its child was asked leaves it the colours of the other theme
            if text != QColor(self._theme.text):
                widget.setPalette(QPalette())

    def _release(self) -> None:
        held, self._held = self._held, []
        for window in held:
            if isValid(window):
                window.setUpdatesEnabled(True)


def _reads_sheet(widget: QWidget) -> bool:
    return widget.testAttribute(_HAS_RULES) or (
        type(widget) not in _WITHOUT_PARTS and widget.testAttribute(_IS_STYLED)
    )


def _font() -> QFont:
    families = set(QFontDatabase.families())
    wanted = [
        name
        for name in (
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Microsoft YaHei UI",
            "PingFang SC",
            "WenQuanYi Micro Hei",
        )
        if name in families
    ]
    font = QFont(QApplication.font())
    if wanted:
        font.setFamilies(wanted)
    font.setPixelSize(BASE_FONT_PX)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _set_palette(app: QApplication, theme: Theme) -> None:
    app.setPalette(_palette(theme))
    # the stub asks for bytes, which PySide 6.11 refuses
    app.setPalette(_framed_box_palette(theme), "QCheckBox")  # type: ignore[arg-type]


def _palette(theme: Theme) -> QPalette:
    """The theme's colours by role; three that a palette has no role for take roles that nothing here draws with."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.field),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_text),
        (role.PlaceholderText, theme.quiet),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.related),
        (role.BrightText, theme.danger),
        (role.Light, theme.raised),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.caution),
    ):
        palette.setColor(target, QColor(color))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(theme.quiet))
    return palette


def _framed_box_palette(theme: Theme) -> QPalette:
    """Palette in which an empty check box is seen: the style frames it in a darker shade of the window's colour."""
    palette = _palette(theme)
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.quiet))
    return palette


STYLE_SHEET = """
QMainWindow, QDialog { background: palette(window); }
CasePanel, CohortPage { background: palette(base); }
QToolTip { background: palette(button); color: palette(text); border: 1px solid palette(mid); padding: 4px; }
QMainWindow::separator { background: palette(mid); width: 1px; height: 1px; }
QDockWidget::title { background: palette(base); padding: 6px 8px; border-bottom: 1px solid palette(mid); }
QDockWidget > QWidget { background: palette(base); }
QTabBar::tab { background: transparent; color: palette(placeholder-text); padding: 6px 14px; border: 0;
                border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: palette(text); border-bottom: 2px solid palette(highlight); }
QTabBar::tab:hover { color: palette(text); }
QTabWidget::pane { border: 0; border-top: 1px solid palette(mid); }
QTableView, QTreeView, QListView { background: palette(base); border: 0; gridline-color: palette(mid);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text); outline: 0; }
QTableView::item, QTreeView::item, QListView::item { padding: 3px 6px; }
QHeaderView { background: palette(base); }
QHeaderView::section { background: palette(base); color: palette(placeholder-text); border: 0;
    border-bottom: 1px solid palette(mid); padding: 4px 6px; }
QTableCornerButton::section { background: palette(base); border: 0; }
QPushButton, QToolButton { background: palette(button); color: palette(text); border: 1px solid palette(mid);
    border-radius: 3px; padding: 4px 10px; }
QToolButton { padding: 4px 6px; }
QToolButton[flat="true"], QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; }
QPushButton:hover, QToolButton:hover { border-color: palette(highlight); }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {
    background: palette(link-visited); border-color: palette(highlight); }
QPushButton:disabled, QToolButton:disabled { color: palette(placeholder-text); border-color: transparent; }
QPushButton:focus, QToolButton:focus { border-color: palette(highlight); }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QPlainTextEdit { background: palette(alternate-base);
    color: palette(text); border: 1px solid palette(mid); border-radius: 3px; padding: 3px 6px; }
QLineEdit:disabled, QLineEdit:read-only, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QPlainTextEdit:disabled { background: palette(base); color: palette(placeholder-text); }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus {
    border-color: palette(highlight); }
QAbstractSpinBox QLineEdit { background: transparent; border: 0; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 16px; border: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: 18px; }
QComboBox QAbstractItemView { background: palette(button); border: 1px solid palette(mid); }
QMenu { background: palette(button); border: 1px solid palette(mid); padding: 4px 0; }
QMenu::item { padding: 5px 24px; }
QMenu::item:selected { background: palette(link-visited); }
QMenu::separator { height: 1px; background: palette(mid); margin: 4px 0; }
QMenuBar { background: palette(base); }
QMenuBar::item { background: transparent; padding: 5px 9px; }
QMenuBar::item:selected { background: palette(link-visited); }
QStatusBar { background: palette(base); color: palette(placeholder-text); border-top: 1px solid palette(mid); }
QStatusBar::item { border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; min-height: 24px; min-width: 24px;
    margin: 1px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: palette(window); border: 1px solid palette(mid); border-radius: 2px; height: 6px;
    text-align: center; }
QProgressBar::chunk { background: palette(highlight); }
QSplitter::handle { background: palette(mid); }
QLabel[role="quiet"] { color: palette(placeholder-text); }
QLabel[role="caution"] { color: palette(shadow); }
QLabel[role="danger"] { color: palette(bright-text); }
QLabel[role="heading"] { color: palette(text); font-weight: 600; }
QFrame[role="card"] { background: palette(button); border: 1px solid palette(mid); border-radius: 4px; }
QFrame[role="line"] { background: palette(mid); max-height: 1px; border: 0; }
"""
"""Colours are roles of the palette (`_palette`), never values: see `ThemeService`."""
