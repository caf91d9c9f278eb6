"""Colours, type and space: one dark theme for the reading room, one light theme, both at WCAG AA."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

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
    """The theme in use; widgets that paint themselves listen to ``changed``."""

    changed = Signal(object)

    def __init__(self, name: str = "dark", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = THEMES.get(name, DARK)

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_theme(self, name: str) -> None:
        self._theme = THEMES.get(name, DARK)
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
            app.setPalette(_palette(self._theme))
            # the stub asks for bytes, which PySide 6.11 refuses
            app.setPalette(_framed_box_palette(self._theme), "QCheckBox")  # type: ignore[arg-type]
            app.setFont(_font())
            app.setStyleSheet(_style_sheet(self._theme))


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


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_text),
        (role.PlaceholderText, theme.quiet),
        (role.Link, theme.accent),
        (role.BrightText, theme.danger),
        (role.Light, theme.raised),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.window),
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


def _style_sheet(theme: Theme) -> str:
    return f"""
    QMainWindow, QDialog {{ background: {theme.window}; }}
    CasePanel, CohortPage {{ background: {theme.panel}; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px; }}
    QMainWindow::separator {{ background: {theme.line}; width: 1px; height: 1px; }}
    QDockWidget::title {{ background: {theme.panel}; padding: 6px 8px; border-bottom: 1px solid {theme.line}; }}
    QDockWidget > QWidget {{ background: {theme.panel}; }}
    QTabBar::tab {{ background: transparent; color: {theme.quiet}; padding: 6px 14px; border: 0;
                    border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.line}; }}
    QTableView, QTreeView, QListView {{ background: {theme.panel}; border: 0; gridline-color: {theme.line};
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text}; outline: 0; }}
    QTableView::item, QTreeView::item, QListView::item {{ padding: 3px 6px; }}
    QHeaderView {{ background: {theme.panel}; }}
    QHeaderView::section {{ background: {theme.panel}; color: {theme.quiet}; border: 0;
        border-bottom: 1px solid {theme.line}; padding: 4px 6px; }}
    QTableCornerButton::section {{ background: {theme.panel}; border: 0; }}
    QPushButton, QToolButton {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: 3px; padding: 4px 10px; }}
    QToolButton {{ padding: 4px 6px; }}
    QToolButton[flat="true"], QPushButton[flat="true"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{
        background: {theme.related}; border-color: {theme.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {theme.quiet}; border-color: transparent; }}
    QPushButton:focus, QToolButton:focus {{ border-color: {theme.accent}; }}
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QPlainTextEdit {{ background: {theme.window};
        color: {theme.text}; border: 1px solid {theme.line}; border-radius: 3px; padding: 3px 6px; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus {{
        border-color: {theme.accent}; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: 0; padding: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 16px; border: 0; background: transparent; }}
    QComboBox::drop-down {{ border: 0; width: 18px; }}
    QComboBox QAbstractItemView {{ background: {theme.raised}; border: 1px solid {theme.line}; }}
    QMenu {{ background: {theme.raised}; border: 1px solid {theme.line}; padding: 4px 0; }}
    QMenu::item {{ padding: 5px 24px; }}
    QMenu::item:selected {{ background: {theme.related}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 0; }}
    QMenuBar {{ background: {theme.panel}; }}
    QMenuBar::item {{ background: transparent; padding: 5px 9px; }}
    QMenuBar::item:selected {{ background: {theme.related}; }}
    QStatusBar {{ background: {theme.panel}; color: {theme.quiet}; border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.line}; border-radius: 4px; min-height: 24px; min-width: 24px;
        margin: 1px; }}
    QScrollBar::handle:hover {{ background: {theme.quiet}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {theme.window}; border: 1px solid {theme.line}; border-radius: 2px; height: 6px;
        text-align: center; }}
    QProgressBar::chunk {{ background: {theme.accent}; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QLabel[role="quiet"] {{ color: {theme.quiet}; }}
    QLabel[role="caution"] {{ color: {theme.caution}; }}
    QLabel[role="danger"] {{ color: {theme.danger}; }}
    QLabel[role="heading"] {{ color: {theme.text}; font-weight: 600; }}
    QFrame[role="card"] {{ background: {theme.raised}; border: 1px solid {theme.line}; border-radius: 4px; }}
    QFrame[role="line"] {{ background: {theme.line}; max-height: 1px; border: 0; }}
    """
