from tests.browser.conftest import open_page, sample, site

__all__ = ["open_page", "sample", "site"]
