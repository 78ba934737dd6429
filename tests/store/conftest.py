"""The stores that these tests stand on."""

from tests.store_fixtures import empty_template, folder, open_to_all, store, woven, woven_template

__all__ = ["empty_template", "folder", "open_to_all", "store", "woven", "woven_template"]
