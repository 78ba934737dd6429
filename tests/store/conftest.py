"""The stores that these tests stand on."""

from tests.store_fixtures import empty_template, folder, store, woven, woven_template

__all__ = ["empty_template", "folder", "store", "woven", "woven_template"]
