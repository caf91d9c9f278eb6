"""What covers the window while the store is locked: nothing of the case is to be seen, reached or typed into."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.services.jobs import Lane
from pmdesk.services.store_session import (
    Locked,
    SignedIn,
    StoreSession,
    StoreState,
    sign_in,
    unlock,
    unlock_again,
)
from pmdesk.ui.context import UiContext
from pmdesk.ui.store.closing_screen import WorkingNotice
from pmdesk.ui.store.forms import SecretField
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.labels import NoticeBar, text_label

_CARD_EM = 30


class WindowCover(QObject):
    """Lays a widget over the whole window, keeps everything else out of reach, and puts it back as it was."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._cover: QWidget | None = None
        self._disabled: list[QWidget] = []
        self._hidden: list[QWidget] = []
        self._keys: list[QObject] = []
        self._focus: QWidget | None = None
        self._took_drops = False

    @property
    def cover(self) -> QWidget | None:
        """What lies over the window."""
        return self._cover

    def lay(self, cover: QWidget) -> None:
        """Cover the window."""
        self.take_off()
        self._cover = cover
        self._focus = QApplication.focusWidget()
        self._took_drops = self._window.acceptDrops()
        self._window.setAcceptDrops(False)
        cover.setParent(self._window)
        cover.setGeometry(self._window.rect())
        cover.show()
        cover.raise_()
        for child in self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child is not cover and not child.isWindow() and child.isEnabled():
                child.setEnabled(False)
                self._disabled.append(child)
        self._window.installEventFilter(self)
        QGuiApplication.instance().focusWindowChanged.connect(self._hide_others)
        self._hide_others()

    def take_off(self) -> None:
        """Everything as it was before."""
        cover, self._cover = self._cover, None
        if cover is None:
            return
        QGuiApplication.instance().focusWindowChanged.disconnect(self._hide_others)
        self._window.removeEventFilter(self)
        for source in self._keys:
            if isValid(source):
                source.removeEventFilter(self)
        for child in self._disabled:
            if isValid(child):
                child.setEnabled(True)
        cover.hide()
        cover.deleteLater()
        for other in self._hidden:
            if isValid(other):
                other.show()
        self._window.setAcceptDrops(self._took_drops)
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._disabled, self._hidden, self._keys, self._focus = [], [], [], None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut:
            # a key of the covered window, whatever has enabled its command meanwhile
            return True
        if watched is self._window and self._cover is not None:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
                self._cover.setGeometry(self._window.rect())
            if event.type() in (QEvent.Type.ChildAdded, QEvent.Type.ChildPolished):
                self._cover.raise_()
        return False

    def _hide_others(self, _focus: object = None) -> None:
        """Floating panels and dialogs hold the case, too; also those that a job brings up while it is locked."""
        if self._cover is None:
            return
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for other in QApplication.topLevelWidgets():
            if other is self._window or other.isHidden() or not other.isWindow():
                continue
            # what runs a loop of its own ends when it is hidden, and must not come back
            returns = other.windowModality() != Qt.WindowModality.ApplicationModal
            other.hide()
            if returns and other.windowType() not in (Qt.WindowType.ToolTip, Qt.WindowType.Popup):
                self._hidden.append(other)
        for source in (*self._window.findChildren(QAction), *self._window.findChildren(QShortcut)):
            owner = _widget_of(source)
            if source not in self._keys and not (owner is not None and self._cover.isAncestorOf(owner)):
                source.installEventFilter(self)
                self._keys.append(source)


def _widget_of(source: QObject) -> QWidget | None:
    parent = source.parent()
    while parent is not None and not isinstance(parent, QWidget):
        parent = parent.parent()
    return parent


class LockScreen(QFrame):
    """Asks for the password of the user who worked, or for the passphrase.

    Signals
    -------
    unlocked(SignedIn)
    close_requested()
        Close the store and the case instead.
    """

    unlocked = Signal(object)
    close_requested = Signal()

    def __init__(self, context: UiContext, session: StoreSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = session
        self._is_busy = False
        self._asks_everything = False
        self._asks_close = False
        self.setObjectName("store.lock")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = text_label(self.tr("Locked"), "heading", wrap=False, name="store.lock.title")
        self.who = text_label("", name="store.lock.who")
        self.passphrase = SecretField("store.lock.passphrase", self.tr("Passphrase"), self)
        self.user = _line("store.lock.user", self.tr("Name"), self)
        self.password = SecretField("store.lock.password", self.tr("Password"), self)
        self.problem = NoticeBar("danger", self)
        self.problem.setObjectName("store.lock.problem")
        self.problem.hide()
        self.ok = QPushButton(self.tr("Unlock"), self)
        self.ok.setObjectName("store.lock.ok")
        self.ok.clicked.connect(self._submit)
        self.other = QPushButton(self.tr("Another user..."), self)
        self.other.setObjectName("store.lock.other")
        self.other.setToolTip(self.tr("Needs the passphrase of the store"))
        self.other.clicked.connect(self._ask_everything)
        self.close_store = QPushButton(self.tr("Close the case and the store"), self)
        self.close_store.setObjectName("store.lock.close")
        self.close_store.setProperty("flat", True)
        self.close_store.setToolTip(self.tr("What was not saved is lost"))
        self.close_store.clicked.connect(self._ask_close)
        for field in (self.passphrase, self.password):
            field.changed.connect(self._refresh)
            field.line.returnPressed.connect(self._submit)
        self.user.textChanged.connect(lambda _text: self._refresh())
        self.user.returnPressed.connect(self._submit)
        self.working = WorkingNotice(context, self)
        self._build()
        if session.state is StoreState.LOCKING:
            self._show_working()
        else:
            self.ask()
        context.theme.changed.connect(self._themed)
        self._themed()

    @property
    def _locked(self) -> Locked:
        locked = self._session.locked
        assert locked is not None
        return locked

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(self.fontMetrics().horizontalAdvance("m") * _CARD_EM)
        card.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * _CARD_EM * 2)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(GRID_PX * 6,) * 4)
        column.setSpacing(GRID_PX * 3)
        self._captions = {
            field: text_label(text, "quiet", wrap=False)
            for field, text in (
                (self.passphrase, self.tr("Passphrase")),
                (self.user, self.tr("Name")),
                (self.password, self.tr("Password")),
            )
        }
        column.addWidget(self.title)
        column.addWidget(self.working)
        column.addWidget(self.who)
        for field, caption in self._captions.items():
            column.addWidget(caption)
            column.addWidget(field)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch(1)
        row.addWidget(self.ok)
        column.addLayout(row)
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 2)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addSpacing(GRID_PX * 4)
        middle.addWidget(self.close_store, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _show_working(self) -> None:
        """Nothing can be typed before the key is gone."""
        self.title.setText(self.tr("Saving and locking"))
        for part in (self.who, self.ok, self.other, self.close_store):
            part.hide()
        self._show_fields()
        self.setFocus()

    def ask(self) -> None:
        """It is locked: ask for what unlocks it."""
        self.title.setText(self.tr("Locked"))
        self.working.hide()
        for part in (self.who, self.ok, self.close_store):
            part.show()
        self._ask_what_is_needed(self._locked)
        self.focus_first()

    def _ask_what_is_needed(self, locked: Locked) -> None:
        if locked.takes_password:
            self.who.setText(
                self.tr("%1 is working here. What is open stays open behind this screen.").replace(
                    "%1", locked.user
                )
            )
            self._show_fields(self.password)
        else:
            self.who.setText(self.tr("What is open stays open behind this screen."))
            self._show_fields(self.passphrase)
        self.other.setVisible(locked.takes_password)
        self._refresh()

    def _ask_close(self) -> None:
        """Somebody's unsaved work is not thrown away by one press."""
        if self._context.undo.unsaved and not self._asks_close:
            self._asks_close = True
            self.close_store.setText(self.tr("Decisions are not saved: close all the same"))
            self.close_store.setProperty("flat", False)
            self.close_store.style().polish(self.close_store)
            return
        self.close_requested.emit()

    def _ask_everything(self) -> None:
        self._asks_everything = True
        self.password.clear()
        self.problem.hide()
        self.who.setText(self.tr("Sign in as another user; what is open stays open."))
        self._show_fields(self.passphrase, self.user, self.password)
        self.other.hide()
        self._refresh()

    def _show_fields(self, *shown: QWidget) -> None:
        for field, caption in self._captions.items():
            field.setVisible(field in shown)
            caption.setVisible(field in shown)
        if shown:
            shown[0].setFocus()

    def focus_first(self) -> None:
        """Ready to type."""
        if self._session.state is StoreState.LOCKING:
            self.setFocus()
        else:
            (self.password if self._locked.takes_password else self.passphrase).setFocus()

    def _refresh(self) -> None:
        needed = [field.text() for field in self._captions if not field.isHidden()]
        self.ok.setEnabled(not self._is_busy and all(needed))

    def _submit(self) -> None:
        if not self.ok.isEnabled():
            return
        locked = self._locked
        self._is_busy = True
        self._refresh()
        self.problem.hide()
        if self._asks_everything:
            self._unlock(_as_another, self.passphrase.text(), self.user.text().strip(), self.password.text())
        else:
            self._unlock(_as_before, (self.password if locked.takes_password else self.passphrase).text())

    def _unlock(self, work: Callable[..., SignedIn], *secrets: str) -> None:
        self._context.jobs.submit(
            "job.store_open",
            work,
            self._locked,
            *secrets,
            lane=Lane.DATABASE,
            on_done=self._done,
            on_error=self._failed,
            on_cancelled=self._ready,
        )

    def _done(self, opened: SignedIn) -> None:
        if not isValid(self) or self._session.locked is None:
            self._session.apart(opened.store.close, lambda: None)
            return
        for field in (self.passphrase, self.password):
            field.clear()
        self.unlocked.emit(opened)

    def _failed(self, error: PmdeskError) -> None:
        self._session.unlock_failed()
        if not isValid(self):
            return
        self._ready()
        self.problem.set_text(self._words_of(error))
        self.problem.show()
        field = self.password if self.password.isVisibleTo(self) else self.passphrase
        field.line.selectAll()
        field.setFocus()

    def _words_of(self, error: PmdeskError) -> str:
        if error.code is ErrorCode.STORE_SIGN_IN_FAILED and not self._asks_everything:
            return self.tr("This is not the password of %1.").replace("%1", self._locked.user)
        return self._context.texts.of_error(error)

    def _ready(self) -> None:
        if isValid(self):
            self._is_busy = False
            self._refresh()

    def _themed(self) -> None:
        theme = self._context.theme.theme
        self.setStyleSheet(
            f"#store\\.lock {{ background: {theme.window}; }}"
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.window}; }}"
        )
        self.problem.apply_theme(theme)

    def mousePressEvent(self, event) -> None:
        event.accept()

    def wheelEvent(self, event) -> None:
        event.accept()

    def keyPressEvent(self, event) -> None:
        event.accept()


def _line(name: str, label: str, parent: QWidget):
    from PySide6.QtWidgets import QLineEdit

    line = QLineEdit(parent)
    line.setObjectName(name)
    line.setAccessibleName(label)
    line.setToolTip(label)
    return line


def _as_before(ctx, locked: Locked, secret: str) -> SignedIn:
    return unlock_again(ctx, locked, secret)


def _as_another(ctx, locked: Locked, passphrase: str, user: str, password: str) -> SignedIn:
    unlocked = unlock(ctx, locked.path, passphrase)
    try:
        return sign_in(ctx, unlocked, user, password)
    except BaseException:
        unlocked.store.close()
        raise
