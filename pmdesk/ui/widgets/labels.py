"""Labels that keep their place: elided text, links, chips, headings and empty states."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.icons import icon_pixmap


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet reads, and let the style sheet read it again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def text_label(text: str = "", role: str = "", *, wrap: bool = True, name: str = "") -> QLabel:
    """A plain-text label; ``role`` is one of the style sheet's (``quiet``, ``caution``, ``heading``)."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setObjectName(name)
    if role:
        label.setProperty("role", role)
    return label


def empty_layout(layout: QLayout) -> None:
    """Take every widget out of a layout, out of sight at once, and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tooltip.

    Parameters
    ----------
    least_chars
        With less room than so many digits nothing is shown: a stub of a text says nothing.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, least_chars: int = 0) -> None:
        super().__init__(parent)
        self._least_chars = least_chars
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        rect = self.contentsRect()
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        if text != self.text() and rect.width() < metrics.horizontalAdvance("0") * self._least_chars:
            return
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


class LinkLabel(QLabel):
    """Text that jumps somewhere, by mouse and by keyboard (Tab, Enter).

    Signals
    -------
    activated()
    """

    activated = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.linkActivated.connect(lambda _target: self.activated.emit())
        self.set_link(text)

    @property
    def plain_text(self) -> str:
        return self._plain

    def set_link(self, text: str) -> None:
        self._plain = text
        self.setText(f'<a href="#">{escape(text)}</a>' if text else "")
        self.setAccessibleName(text)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        else:
            super().keyPressEvent(event)


class Chip(QLabel):
    """A short word in a thin frame; the frame takes the colour of its meaning."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def set_color(self, color: str) -> None:
        self.setStyleSheet(
            f"color: {color}; border: 1px solid {color}; border-radius: 3px; padding: 0px {GRID_PX + 1}px;"
        )


class SectionHeader(QWidget):
    """Heading of a part of a panel, with room for buttons at its right."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = text_label(text, "heading", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID_PX)
        self._row.addWidget(self.label, 1)

    def set_text(self, text: str) -> None:
        self.label.setText(text)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)


class NoticeBar(QFrame):
    """An inline message: shape, colour and words together; never a box that blocks."""

    def __init__(self, icon: str = "caution", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self.label = text_label()
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        self._row.setSpacing(GRID_PX * 2)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.label, 1)

    def set_text(self, text: str) -> None:
        self.label.setText(text)
        self.setAccessibleName(text)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def apply_theme(self, theme: Theme) -> None:
        color = {"danger": theme.danger, "info": theme.quiet}.get(self._icon_name, theme.caution)
        self._icon.setPixmap(icon_pixmap(self._icon_name, color))
        border = theme.line if self._icon_name == "info" else color
        self.setStyleSheet(f"NoticeBar {{ border: 1px solid {border}; border-radius: 3px; }}")


class EmptyState(QWidget):
    """What stands where there is nothing yet: what is missing, and the one or two ways on.

    Signals
    -------
    activated(str)
        Key of the button pressed.
    """

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = text_label("", "heading")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = text_label("", "quiet")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 4, GRID_PX * 4, GRID_PX * 4, GRID_PX * 4)
        column.setSpacing(GRID_PX * 2)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID_PX * 2)
        self._row.addStretch(1)
        self._row.addStretch(1)
        column.addLayout(self._row)
        column.addStretch(3)

    def add_button(self, key: str, name: str) -> QPushButton:
        """A way on; ``name`` is its object name."""
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(lambda: self.activated.emit(key))
        self._buttons[key] = button
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def set_button_text(self, key: str, text: str) -> None:
        self._buttons[key].setText(text)

    def set_texts(self, title: str, hint: str = "") -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(title)

    def show_buttons(self, *keys: str) -> None:
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest button, for they can stand one under the other; as tall as its words while shown."""
        size = super().minimumSizeHint()
        widest = max((button.minimumSizeHint().width() for button in self._shown_buttons()), default=0)
        height = self.layout().minimumHeightForWidth(self.width()) if self.isVisible() else 0
        return QSize(min(size.width(), widest + GRID_PX * 8), max(size.height(), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.updateGeometry()

    def _shown_buttons(self) -> list[QPushButton]:
        return [button for button in self._buttons.values() if not button.isHidden()]

    def _arrange(self) -> None:
        """Buttons side by side, or one under the other where the width is not enough for all of them."""
        widths = [button.sizeHint().width() + GRID_PX * 2 for button in self._shown_buttons()]
        narrow = sum(widths) > self.width() - GRID_PX * 8
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
