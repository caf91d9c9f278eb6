"""What is not needed for the window is not loaded before it stands."""

import json
import os
import subprocess
import sys

MAKE_THE_WINDOW = """
import json, sys
from pathlib import Path
from pmdesk.app.container import build_desk
from pmdesk.app.main import make_application
from pmdesk.services.settings import SettingsFile
app = make_application()
desk = build_desk(app, settings_file=SettingsFile(Path(sys.argv[1]) / "settings.json"))
desk.window.show()
app.processEvents()
heavy = ("scipy", "pandas", "sklearn", "lifelines", "shap", "skops", "onnxruntime", "SimpleITK", "torch")
print(json.dumps([name for name in heavy if name in sys.modules]))
desk.window.close()
desk.close()
"""


def test_the_window_stands_before_the_heavy_libraries_are_loaded(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PMDESK_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", MAKE_THE_WINDOW, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == []
