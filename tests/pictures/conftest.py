from tests.browser.conftest import open_page, sample, site, spare_windows

__all__ = ["open_page", "sample", "site", "spare_windows"]
