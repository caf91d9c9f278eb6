"""What the user may do with the open case. A stored patient may be somebody's to look at only."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class Deed(StrEnum):
    """What is done with a case besides looking at it."""

    CHANGE = "change"
    EXPORT = "export"


class CaseAccess(QObject):
    """Allows everything until it is told otherwise; keeps the widgets that it governs in line.

    Signals
    -------
    changed()
        Something was allowed or withdrawn.
    refused(Deed, str)
        What was tried, and why it may not be done.
    """

    changed = Signal()
    refused = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._reasons: dict[Deed, str] = {}

    def why_not(self, deed: Deed) -> str:
        """Why the case may not be changed or exported; empty when it may."""
        return self._reasons.get(deed, "")

    def set_reasons(self, reasons: dict[Deed, str]) -> None:
        """What may not be done from now on, and why."""
        if reasons == self._reasons:
            return
        self._reasons = dict(reasons)
        self.changed.emit()

    def allows(self, deed: Deed) -> bool:
        """True when it may be done; a refusal is said."""
        reason = self.why_not(deed)
        if reason:
            self.refused.emit(deed, reason)
        return not reason

    def govern(self, deed: Deed, *widgets: QWidget) -> None:
        """Disable widgets, with the reason as their tooltip, while the deed is not allowed."""
        for widget in widgets:
            _Governed(self, widget, deed)


class _Governed(QObject):
    """Keeps one widget disabled while it must be, whatever its panel says meanwhile."""

    def __init__(self, access: CaseAccess, widget: QWidget, deed: Deed) -> None:
        super().__init__(widget)
        self._access = access
        self._widget = widget
        self._deed = deed
        self._is_withdrawn = False
        self._is_wanted = True
        self._tip = ""
        self._is_at_work = False
        widget.installEventFilter(self)
        access.changed.connect(self.apply)
        if access.why_not(deed):
            self.apply()

    def apply(self) -> None:
        """Bring the widget in line."""
        reason = self._access.why_not(self._deed)
        self._is_at_work = True
        if reason and not self._is_withdrawn:
            parent = self._widget.parentWidget()
            self._is_wanted = self._widget.isEnabled() if parent is None else self._widget.isEnabledTo(parent)
            self._tip = self._widget.toolTip()
        if reason:
            self._widget.setEnabled(False)
            self._widget.setToolTip(reason)
        elif self._is_withdrawn:
            self._widget.setEnabled(self._is_wanted)
            self._widget.setToolTip(self._tip)
        self._is_withdrawn = bool(reason)
        self._is_at_work = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_withdrawn and not self._is_at_work and watched is self._widget:
            kind = event.type()
            if kind == QEvent.Type.EnabledChange and self._widget.isEnabled():
                self._is_wanted = True
                self.apply()
            elif kind == QEvent.Type.ToolTipChange:
                self._tip = self._widget.toolTip()
                self.apply()
        return False
