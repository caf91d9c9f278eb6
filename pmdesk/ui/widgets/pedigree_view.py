"""A pedigree drawn with the standard symbols."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.volume import Sex
from pmdesk.records.pedigree import PATIENT, Family, Pedigree, Person
from pmdesk.ui.theme import FINDING_HUES, GRID_PX, Theme
from pmdesk.ui.widgets.coded_names import local_name

_LABEL_LINES = 4
"""Lines of text under a symbol; a disease may take two."""


_LEAST_CHARS, _MOST_CHARS = 16, 25
"""Width of one person, in the width of an x."""


class PedigreeTexts(Protocol):
    """Words for the symbols; see `pmdesk.ui.panels.record_pedigree.PedigreeWords`."""

    @property
    def labels(self) -> dict[str, tuple[str, ...]]: ...
    @property
    def tips(self) -> dict[str, str]: ...
    @property
    def spoken(self) -> str: ...


class PedigreeView(QWidget):
    """Squares for men, circles for women, diamonds where the sex is not known; a part is filled for each disease.

    Left, right, up and down walk from one person to the next, Enter or a click selects what is stated of the person.

    Signals
    -------
    chosen(NodeRef)
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record.pedigree")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._pedigree: Pedigree | None = None
        self._texts: PedigreeTexts | None = None
        self._current = ""
        self._room_px: int | None = None
        self._selected: NodeRef | None = None
        self._related: frozenset[NodeRef] = frozenset()

    def show_pedigree(self, pedigree: Pedigree, texts: PedigreeTexts) -> None:
        self._pedigree, self._texts = pedigree, texts
        self._current = ""
        self.setAccessibleDescription(texts.spoken)
        self._fit()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_marked(self, selected: NodeRef | None, related: frozenset[NodeRef]) -> None:
        self._selected, self._related = selected, related
        self.update()

    # geometry

    @property
    def _symbol_px(self) -> float:
        return round(self.fontMetrics().height() * 1.9)

    @property
    def _slot_px(self) -> float:
        """Width of one person: room for two words of a disease, less where the whole family would not fit."""
        people = self._pedigree.people if self._pedigree else ()
        columns = max((person.x for person in people), default=0) + 1
        digit = self.fontMetrics().horizontalAdvance("x")
        if self._room_px is None:
            return float(digit * _MOST_CHARS)
        return min(max(self._room_px / columns, digit * _LEAST_CHARS), digit * _MOST_CHARS)

    @property
    def _row_px(self) -> float:
        return self._symbol_px + self.fontMetrics().height() * (_LABEL_LINES + 1.4)

    @property
    def _legend_px(self) -> float:
        places = self._legend_places()
        return places[-1][0].bottom() + GRID_PX * 3 if places else 0.0

    def _size(self) -> tuple[float, float]:
        if self._pedigree is None:
            return 200.0, 40.0
        people = self._pedigree.people
        width = (max(person.x for person in people) + 1) * self._slot_px
        rows = {person.generation for person in people}
        return width, (max(rows) - min(rows) + 1) * self._row_px + self._legend_px

    def _fit(self) -> None:
        width, height = self._size()
        self.setMinimumSize(int(width) + 1, int(height) + 1)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def set_room(self, width_px: int) -> None:
        """How much width there is without scrolling sideways."""
        if width_px != self._room_px:
            self._room_px = width_px
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def _center(self, person: Person) -> QPointF:
        assert self._pedigree is not None
        width, _height = self._size()
        first = min(one.generation for one in self._pedigree.people)
        # a narrow family stands at the left, where its table begins
        left = min(max((self.width() - width) / 2, 0.0), self._slot_px)
        x = left + (person.x + 0.5) * self._slot_px
        y = self._legend_px + (person.generation - first) * self._row_px + self._symbol_px / 2 + GRID_PX * 2
        return QPointF(round(x), round(y))

    def _at(self, place: QPointF) -> Person | None:
        for person in self._pedigree.people if self._pedigree else ():
            middle, half = self._center(person), self._symbol_px / 2 + 4
            if abs(middle.x() - place.x()) <= half and abs(middle.y() - place.y()) <= half:
                return person
        return None

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pedigree is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.quiet), 1))
        for family in self._pedigree.families:
            self._paint_family(painter, family)
        for person in self._pedigree.people:
            self._paint_person(painter, person)
        self._paint_legend(painter)

    def _paint_family(self, painter: QPainter, family: Family) -> None:
        assert self._pedigree is not None
        parents = [self._center(self._pedigree.person(one)) for one in family.parents]
        children = [self._center(self._pedigree.person(one)) for one in family.children]
        half = self._symbol_px / 2
        if len(parents) == 2:
            left, right = sorted(parents, key=lambda point: point.x())
            painter.drawLine(QPointF(left.x() + half, left.y()), QPointF(right.x() - half, right.y()))
            stem = QPointF((left.x() + right.x()) / 2, left.y())
        else:
            stem = QPointF(parents[0].x(), parents[0].y() + half)
        bar_y = round(children[0].y() - half - self.fontMetrics().height() * 0.7) + 0.5
        stem_x = round(stem.x()) + 0.5
        painter.drawLine(QPointF(stem_x, stem.y()), QPointF(stem_x, bar_y))
        ends = [stem_x, *(child.x() for child in children)]
        painter.drawLine(QPointF(min(ends), bar_y), QPointF(max(ends), bar_y))
        for child in children:
            painter.drawLine(QPointF(child.x() + 0.5, bar_y), QPointF(child.x() + 0.5, child.y() - half))

    def _outline(self, person: Person, middle: QPointF) -> QPainterPath:
        half = self._symbol_px / 2
        path = QPainterPath()
        square = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
        match person.sex:
            case Sex.MALE:
                path.addRect(square)
            case Sex.FEMALE:
                path.addEllipse(square)
            case _:
                reach = half * 1.15
                corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
                path.addPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
                path.closeSubpath()
        return path

    def _legend(self) -> tuple[str, ...]:
        return self._pedigree.conditions if self._pedigree else ()

    def _part(self, number: int, rect: QRectF) -> QRectF:
        """The part of a symbol that stands for a condition: the whole, a half or a quarter."""
        count = len(self._legend())
        if count <= 1:
            return rect
        half_width, half_height = rect.width() / 2, rect.height() / 2
        if count == 2:
            return QRectF(rect.left() + number * half_width, rect.top(), half_width, rect.height())
        column, row = number % 2, number // 2
        return QRectF(
            rect.left() + column * half_width, rect.top() + row * half_height, half_width, half_height
        )

    def _paint_person(self, painter: QPainter, person: Person) -> None:
        theme, middle = self._theme, self._center(person)
        outline = self._outline(person, middle)
        refs = {NodeRef(NodeKind.RELATIVE, one.entry_id) for one in person.illnesses if one.entry_id}
        selected = self._selected in refs
        ink = QColor(theme.text if person.is_stated else theme.quiet)
        painter.fillPath(outline, QBrush(QColor(theme.related if refs & self._related else theme.panel)))
        names = [name.casefold() for name in self._legend()]
        for illness in person.illnesses:
            if illness.name.casefold() in names:
                number = names.index(illness.name.casefold())
                painter.save()
                painter.setClipPath(outline)
                painter.fillRect(self._part(number, outline.boundingRect()), QColor(FINDING_HUES[number]))
                painter.restore()
        style = Qt.PenStyle.SolidLine if person.is_stated else Qt.PenStyle.DashLine
        painter.setPen(
            QPen(QColor(theme.accent), 2.5)
            if selected or (person.id == self._current and self.hasFocus())
            else QPen(ink, 1.3 if person.is_stated else 1.0, style)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.setPen(QPen(ink, 1.3))
        half = self._symbol_px / 2
        if person.is_deceased:
            reach = half * 1.35
            painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
        if not person.is_stated or any(one.name.casefold() not in names for one in person.illnesses):
            text = "?" if not person.is_stated else "+"
            painter.setPen(ink)
            painter.drawText(outline.boundingRect(), int(Qt.AlignmentFlag.AlignCenter), text)
        if person.id == PATIENT:
            self._paint_arrow(painter, middle)
        self._paint_label(painter, person, middle)

    def _paint_arrow(self, painter: QPainter, middle: QPointF) -> None:
        """The arrow from below left that marks the patient."""
        half = self._symbol_px / 2
        tip = middle + QPointF(-half * 1.05, half * 1.05)
        tail = tip + QPointF(-half * 0.9, half * 0.9)
        color = QColor(self._theme.text)
        painter.setPen(QPen(color, 1.6))
        painter.drawLine(tail, tip)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-7, 1.5), tip + QPointF(-1.5, 7)]))

    def _paint_label(self, painter: QPainter, person: Person, middle: QPointF) -> None:
        assert self._texts is not None
        metrics, width = self.fontMetrics(), self._slot_px - GRID_PX * 2
        top = middle.y() + self._symbol_px / 2 + GRID_PX
        if person.is_deceased or person.id == PATIENT:
            top += self._symbol_px * (0.5 if person.id == PATIENT else 0.2)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        lines_left = _LABEL_LINES
        for number, line in enumerate(self._texts.labels.get(person.id, ())):
            if not lines_left:
                break
            most = min(lines_left, 2)
            room = QRectF(middle.x() - width / 2, top, width, metrics.height() * most)
            text, taken = self._wrapped(painter, line, room, flags)
            # a line of descent may run behind the words
            painter.fillRect(taken.intersected(room), QColor(self._theme.panel))
            painter.setPen(QColor(self._theme.text if number else self._theme.quiet))
            painter.drawText(room, flags, text)
            rows = max(round(taken.height() / metrics.height()), 1)
            lines_left -= min(rows, most)
            top += min(rows, most) * metrics.height()

    def _wrapped(self, painter: QPainter, line: str, room: QRectF, flags: int) -> tuple[str, QRectF]:
        """As much of a line as fits into ``room`` when its words wrap, and the place that it takes."""
        metrics, share = self.fontMetrics(), round(room.height() / self.fontMetrics().height()) * 1.0
        tall = QRectF(room.left(), room.top(), room.width(), room.height() * 4)
        while True:
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(room.width() * share))
            taken = painter.boundingRect(tall, flags, text)
            if taken.height() <= room.height() * 1.2 or share < 0.5:
                return text, taken
            share -= 0.1

    def _legend_places(self) -> list[tuple[QRectF, str]]:
        """Box and words of each condition, in as many lines as the width asks for."""
        metrics, side = self.fontMetrics(), float(self.fontMetrics().height())
        x, y, places = float(GRID_PX), float(GRID_PX), []
        for name in self._legend():
            text = metrics.elidedText(local_name(name), Qt.TextElideMode.ElideRight, int(self._slot_px * 2))
            width = side + metrics.horizontalAdvance(text) + GRID_PX * 7
            if x + width > max(self.width(), self.minimumWidth()) and x > GRID_PX:
                x, y = float(GRID_PX), y + side + GRID_PX * 2
            places.append((QRectF(round(x) + 0.5, y + 0.5, side, side), text))
            x += width
        return places

    def _paint_legend(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        for number, (box, text) in enumerate(self._legend_places()):
            painter.fillRect(box, QColor(self._theme.panel))
            painter.fillRect(self._part(number, box), QColor(FINDING_HUES[number]))
            painter.setPen(QPen(QColor(self._theme.text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            painter.drawText(QPointF(box.right() + GRID_PX * 2, box.top() + metrics.ascent()), text)

    # hands

    def _choose(self, person: Person) -> None:
        self._current = person.id
        if self._texts is not None:
            self.setAccessibleDescription(self._texts.tips.get(person.id, ""))
        self.update()
        entry = next((one.entry_id for one in person.illnesses if one.entry_id), "")
        if entry:
            self.chosen.emit(NodeRef(NodeKind.RELATIVE, entry))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        person = self._at(event.position())
        if person is not None:
            self._choose(person)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        people = self._pedigree.people if self._pedigree else ()
        ordered = sorted(people, key=lambda one: (one.generation, one.x))
        ids = [person.id for person in ordered]
        place = ids.index(self._current) if self._current in ids else -1
        step = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None and ordered:
            self._current = ids[min(max(place + step, 0), len(ids) - 1)]
            assert self._texts is not None
            self.setAccessibleDescription(self._texts.tips.get(self._current, ""))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and place >= 0:
            self._choose(ordered[place])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            person = self._at(QPointF(event.pos()))
            words = self._texts.tips.get(person.id, "") if person is not None and self._texts else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


class PedigreeArea(QScrollArea):
    """As tall as the family; it scrolls sideways only where people would have too little room for their words."""

    def __init__(self, view: PedigreeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(view)
        self.viewport().setAutoFillBackground(False)
        view.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        """Take the height of the drawing."""
        self._view.set_room(self.width())
        bar = (
            self.horizontalScrollBar().sizeHint().height() if self._view.minimumWidth() > self.width() else 0
        )
        self.setFixedHeight(self._view.minimumHeight() + bar + GRID_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
