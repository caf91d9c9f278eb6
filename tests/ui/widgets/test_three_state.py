import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pmdesk.ui.widgets.three_state import ThreeState


def buttons(widget: ThreeState) -> dict[str, QPushButton]:
    return {button.objectName().rpartition(".")[2]: button for button in widget.findChildren(QPushButton)}


def test_a_new_fact_is_not_known_and_says_so(qtbot):
    fact = ThreeState("record.emphysema")
    qtbot.addWidget(fact)
    assert fact.value is None
    assert [name for name, button in buttons(fact).items() if button.isChecked()] == ["not_known"]


@pytest.mark.parametrize("value", [True, False, None])
def test_showing_a_value_is_no_choice_of_the_user(qtbot, value: bool | None):
    fact = ThreeState("record.emphysema")
    qtbot.addWidget(fact)
    chosen: list[object] = []
    fact.chosen.connect(chosen.append)
    fact.set_value(value)
    assert fact.value is value
    assert chosen == []


@pytest.mark.parametrize(("key", "value"), [("yes", True), ("no", False), ("not_known", None)])
def test_each_button_states_its_value(qtbot, key: str, value: bool | None):
    fact = ThreeState("record.emphysema")
    qtbot.addWidget(fact)
    fact.set_value(True if value is None else None)
    with qtbot.waitSignal(fact.chosen) as sent:
        qtbot.mouseClick(buttons(fact)[key], Qt.MouseButton.LeftButton)
    assert sent.args == [value]


def test_the_buttons_are_named_after_the_fact(qtbot):
    fact = ThreeState("record.emphysema")
    qtbot.addWidget(fact)
    fact.set_label("Emphysema")
    assert buttons(fact)["no"].accessibleName() == "Emphysema: No"
