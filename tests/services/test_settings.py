from pmdesk.core.texts import Language
from pmdesk.services.settings import RECENT_LIMIT, RecentCase, Settings, SettingsFile


def test_settings_survive_a_restart(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    settings = file.load()
    settings.language = Language.CHINESE
    settings.remember(RecentCase(images=("影像/病例",), genome="a.vcf"))
    assert file.save(settings)
    assert file.load() == settings


def test_a_broken_file_is_set_aside_and_defaults_are_used(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": ', encoding="utf-8")
    assert SettingsFile(path).load() == Settings()
    assert (tmp_path / "settings.broken.json").read_text(encoding="utf-8") == '{"theme": '


def test_the_newest_case_comes_first_once_and_old_ones_drop_out():
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings.remember(RecentCase(images=(str(number),)))
    settings.remember(RecentCase(images=("5",)))
    assert settings.recent[0].images == ("5",)
    assert len(settings.recent) == RECENT_LIMIT
    assert len(set(settings.recent)) == RECENT_LIMIT


def test_a_folder_that_cannot_be_written_loses_the_setting_and_nothing_else(tmp_path):
    file = SettingsFile(tmp_path / "gone" / "settings.json")
    assert file.save(Settings()) is False
