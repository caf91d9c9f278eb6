import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.risk import coefficients


def test_a_table_that_is_not_there_is_refused_with_its_name():
    with pytest.raises(FailedError) as caught:
        coefficients.coefficient_rows("none.csv")
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID
    assert "none.csv" in str(caught.value.params["path"])


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"a,b\n1\n", b"a,b\n1,2,3\n", b"a,b\n\xff,1\n"])
def test_a_broken_table_is_refused(tmp_path, monkeypatch, content):
    folder = tmp_path / "knowledge" / "coefficients"
    folder.mkdir(parents=True)
    (folder / "broken.csv").write_bytes(content)
    monkeypatch.setattr(coefficients, "resources_dir", lambda: tmp_path)
    with pytest.raises(FailedError):
        coefficients.coefficient_rows("broken.csv")
